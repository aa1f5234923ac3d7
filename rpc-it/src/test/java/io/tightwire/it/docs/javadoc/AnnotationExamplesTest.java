package io.tightwire.it.docs.javadoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs the examples in the Javadoc of {@code @RpcService} and {@code @RpcMethod}. */
final class AnnotationExamplesTest {

  private static String greet() {
    try (RpcServer server = RpcServer.of(new GreeterSkeleton(name -> "Hello, " + name))) {
      server.bind("tcp://127.0.0.1:*");
      server.start();
      try (RpcClient client = RpcClient.connect(server.endpoint())) {
        return new GreeterStub(client).greet("world").remote();
      }
    }
  }

  @Test
  void serviceIsHostedAndCalled() {
    assertThat(greet()).isEqualTo("Hello, world");
  }

  @Test
  void methodsHaveTheirSettings() {
    assertThat(method("count").isIdempotent()).isTrue();
    assertThat(method("count").timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(method("price").hedge()).isEqualTo(Duration.ofMillis(30));
    assertThat(method("countIn").parameters()).isEqualTo(2);
    assertThat(method("report").lane()).isEqualTo("reports");
  }

  private static MethodDescriptor<?> method(String name) {
    for (ServerMethod<?> method : new InventorySkeleton(new Stock()).methods()) {
      if (method.descriptor().name().equals(name)) {
        return method.descriptor();
      }
    }
    throw new AssertionError("No method " + name);
  }

  /** An empty warehouse. Immutable. */
  private static final class Stock implements Inventory {
    @Override
    public int count(String article) {
      return 0;
    }

    @Override
    public int price(String article) {
      return 0;
    }

    @Override
    public int count(String article, String warehouse) {
      return 0;
    }

    @Override
    public String report(int year) {
      return "";
    }
  }
}
