package io.tightwire.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.FakeService;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.wire.Slice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Methods are found by the bytes of their paths, wherever these stand in a message. */
class MethodTableTest {

  private static final int LONGEST = 70;

  private final MethodTable table = table();

  private static MethodTable table() {
    ServerMethod<?>[] methods =
        IntStream.rangeClosed(1, LONGEST)
            .mapToObj(length -> method("m".repeat(length)))
            .toArray(ServerMethod<?>[]::new);
    Lanes lanes = new Lanes(1, Map.of(), List.of(), 1, Runnable::run, null);
    return new MethodTable(List.of(new FakeService("s", methods)), lanes);
  }

  private static ServerMethod<Integer> method(String name) {
    return ServerMethod.returning(
        MethodDescriptor.unary("s", name, 0, Codecs.INT), in -> () -> name.length());
  }

  private MethodTable.@Nullable Entry find(String path, int offset) {
    byte[] message = ("x".repeat(offset) + path + "m/s").getBytes(UTF_8);
    return table.find(new Slice(message, offset, path.length()));
  }

  @Test
  void pathsOfAllLengthsAreFound() {
    for (int length = 1; length <= LONGEST; length++) {
      String name = "m".repeat(length);
      MethodTable.Entry found = Objects.requireNonNull(find("s/" + name, length % 9), name);
      assertThat(found.method().descriptor().name()).isEqualTo(name);
    }
  }

  @Test
  void pathsThatDifferInOneByteAreNotFound() {
    String path = "s/" + "m".repeat(LONGEST - 1);
    for (int at = 0; at < path.length(); at++) {
      assertThat(find(path.substring(0, at) + "n" + path.substring(at + 1), 3)).isNull();
    }
    assertThat(find("s/" + "m".repeat(LONGEST + 1), 0)).isNull();
    assertThat(find("", 0)).isNull();
    assertThat(find("s/", 0)).isNull();
  }
}
