package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.processor.model.ScalarType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests which keys the JDK's hash tables keep in order, by the rule that they apply. */
class OrderedKeysTest {

  @ParameterizedTest
  @EnumSource(ScalarType.class)
  void isSaidOfWhatIsComparableWithItsOwnClass(ScalarType type) throws ClassNotFoundException {
    if (type == ScalarType.BYTES) {
      return; // they differ by identity
    }
    Class<?> key = Class.forName(type.javaName());
    boolean ordered =
        Stream.of(key.getGenericInterfaces()).anyMatch(parent -> isComparable(parent, key));
    // Decimals of other scales are in order but not equal; buffers are of hidden subclasses.
    boolean exception = type == ScalarType.BIG_DECIMAL || type == ScalarType.BYTE_BUFFER;

    assertThat(type.isOrderedKey()).isEqualTo(ordered && !exception);
  }

  private static boolean isComparable(Type parent, Class<?> with) {
    return parent instanceof ParameterizedType generic
        && generic.getRawType() == Comparable.class
        && generic.getActualTypeArguments()[0] == with;
  }
}
