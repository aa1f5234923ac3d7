package io.tightwire.generated;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that all generated codecs share. Only generated code has a use for them. Stateless, and
 * thread-safe.
 */
public final class CodecSupport {

  private static final Class<?> LIST_OF_FEW = List.of(1).getClass();
  private static final Class<?> LIST_OF_MANY = List.of(1, 2, 3).getClass();

  private CodecSupport() {}

  /**
   * Returns whether a list is best written by its indices: an {@code ArrayList} or one of the JDK's
   * lists of fixed size. Exactly as many elements are then written as the header has announced,
   * even while other threads change the list; and it is faster than an iterator.
   *
   * @param list the list
   * @return whether it is of a class that is known to find elements by their index quickly
   */
  public static boolean isIndexed(List<?> list) {
    Class<?> type = list.getClass();
    return type == ArrayList.class || type == LIST_OF_MANY || type == LIST_OF_FEW;
  }

  /**
   * Enters a value of a sealed type: {@code [tag, value]}. The caller reads the value and leaves
   * the array.
   *
   * @param in where from
   * @param type the sealed type's name, for messages
   * @return the tag
   * @throws CodecException if no such pair comes next
   */
  public static String beginTagged(WireReader in, String type) {
    int elements = in.beginArray();
    if (elements != 2) {
      throw new CodecException(
          "Expected " + type + " as [tag, value], found " + elements + " elements");
    }
    String tag = in.readString();
    if (tag == null) {
      throw new CodecException("Expected " + type + " as [tag, value], found nil as the tag");
    }
    return tag;
  }

  /**
   * Creates what is thrown when a tag names no type that generated code knows.
   *
   * @param type the sealed type's name
   * @param tag what the peer sent
   * @return the exception to throw
   */
  public static CodecException unknownTag(String type, String tag) {
    return new CodecException(
        type
            + " has no case "
            + CodecException.quoted(tag)
            + "; the peer may be newer than this side");
  }

  /**
   * Creates what is thrown when a sealed type has come to permit more than it did when the service
   * was compiled.
   *
   * @param type the sealed type's name
   * @param value what is to be written
   * @return the exception to throw
   */
  public static CodecException unknownCase(String type, Object value) {
    return new CodecException(
        type
            + " had no case "
            + value.getClass().getSimpleName()
            + " when the service was compiled; compile the service again");
  }

  /**
   * Creates what is thrown when a constructor refuses the values that were read for it.
   *
   * @param type the name of the constructor's type
   * @param failure what the constructor threw
   * @return the exception to throw
   */
  public static CodecException rejected(String type, RuntimeException failure) {
    return new CodecException(type + " refused its values: " + failure.getMessage(), failure);
  }
}
