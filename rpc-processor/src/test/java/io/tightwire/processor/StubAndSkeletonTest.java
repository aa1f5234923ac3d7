package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RemoteCall;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the calculator's stub and skeleton, connected by a channel without sockets. */
class StubAndSkeletonTest {

  @TempDir private Path scratch;

  private GeneratedClasses classes;
  private RpcSkeleton skeleton;
  private LoopbackChannel channel;
  private Object stub;

  @BeforeEach
  void join() throws Exception {
    classes =
        new GeneratedClasses(
            Compilation.of(Path.of("src/test/resources/good/calculator/input"), scratch));
    Class<?> service = classes.load("com.acme.Calculator");
    InvocationHandler calculator = this::answer;
    Object implementation =
        Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service}, calculator);
    skeleton = (RpcSkeleton) classes.create("com.acme.CalculatorSkeleton", implementation);
    channel = new LoopbackChannel(skeleton);
    stub = classes.create("com.acme.CalculatorStub", channel);
  }

  private @Nullable Object answer(Object proxy, Method method, Object[] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "add" -> (int) arguments[0] + (int) arguments[1];
      case "multiplyLater" ->
          CompletableFuture.completedFuture((int) arguments[0] * (int) arguments[1]);
      case "squares" -> Stream.iterate(1, i -> i + 1).limit((int) arguments[0]).map(i -> i * i);
      case "submitTask" -> null;
      case "withdraw" ->
          throw (Throwable)
              classes.create(
                  "com.acme.InsufficientFundsException", arguments[0], new BigDecimal("1.50"));
      default -> throw new IllegalStateException(method.getName());
    };
  }

  @Test
  void stubMethodsDescribeCallsThatCarryArgumentsAndResults() throws Exception {
    RemoteCall<?> sum = (RemoteCall<?>) GeneratedClasses.call(stub, "add", 2, 40);
    RemoteCall<?> product = (RemoteCall<?>) GeneratedClasses.call(stub, "multiplyLater", 6, 7);
    RemoteCall<?> nothing = (RemoteCall<?>) GeneratedClasses.call(stub, "submitTask", 1L);

    assertThat(sum.remote()).isEqualTo(42);
    assertThat(product.remote()).isEqualTo(42);
    assertThat(nothing.remote()).isNull();
  }

  @Test
  void blockingViewBehavesAsTheInterface() throws Exception {
    Object view = GeneratedClasses.call(stub, "blocking");

    assertThat(view).isInstanceOf(classes.load("com.acme.Calculator"));
    assertThat(GeneratedClasses.call(view, "add", 2, 40)).isEqualTo(42);
    assertThat(((CompletionStage<?>) GeneratedClasses.call(view, "multiplyLater", 6, 7)))
        .isCompletedWithValueMatching(product -> product.equals(42));
  }

  @Test
  void blockingViewThrowsDeclaredExceptionsAsThemselvesWithTheirState() throws Exception {
    Object view = GeneratedClasses.call(stub, "blocking");

    assertThatThrownBy(() -> GeneratedClasses.call(view, "withdraw", "acc", BigDecimal.TEN))
        .isInstanceOf(
            classes.load("com.acme.InsufficientFundsException").asSubclass(Exception.class))
        .hasMessage("Account acc has only 1.50")
        .extracting("id", "balance")
        .containsExactly("acc", new BigDecimal("1.50"));
  }

  @Test
  void stubLeavesDeclaredExceptionsAsCauses() throws Exception {
    RemoteCall<?> call =
        (RemoteCall<?>) GeneratedClasses.call(stub, "withdraw", "acc", BigDecimal.TEN);

    assertThatThrownBy(call::remote)
        .isInstanceOf(RpcRemoteException.class)
        .hasCauseInstanceOf(
            classes.load("com.acme.InsufficientFundsException").asSubclass(Exception.class));
  }

  @Test
  void blockingStreamIsPulledLazilyAndClosesTheRemoteOne() throws Exception {
    Object view = GeneratedClasses.call(stub, "blocking");

    try (Stream<?> squares =
        (Stream<?>) GeneratedClasses.call(view, "squares", Integer.MAX_VALUE)) {
      assertThat(squares.limit(3).toList().toString()).isEqualTo("[1, 4, 9]");
      assertThat(channel.isStreamClosed()).isFalse();
    }
    assertThat(channel.isStreamClosed()).isTrue();
  }

  @Test
  void descriptorsHoldWhatTheAnnotationsSay() {
    MethodDescriptor<?> add =
        skeleton.methods().stream()
            .map(ServerMethod::descriptor)
            .filter(method -> method.name().equals("add"))
            .findFirst()
            .orElseThrow();

    assertThat(add.path()).isEqualTo("com.acme.Calculator/add");
    assertThat(add.parameters()).isEqualTo(2);
    assertThat(add.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(add.isIdempotent()).isTrue();
    assertThat(add.hedge()).isEqualTo(Duration.ofMillis(30));
    assertThat(add.lane()).isEqualTo("quick");
  }
}
