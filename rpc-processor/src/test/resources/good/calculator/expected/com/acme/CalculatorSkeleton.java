package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Calculator}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class CalculatorSkeleton implements RpcSkeleton {
  private final Calculator implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public CalculatorSkeleton(Calculator implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return CalculatorMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Integer>returning(CalculatorMethods.ADD, this::add),
        ServerMethod.<Integer>completing(CalculatorMethods.MULTIPLY_LATER, this::multiplyLater),
        ServerMethod.<Void>returning(CalculatorMethods.SUBMIT_TASK, this::submitTask),
        ServerMethod.<Integer>publishing(CalculatorMethods.COUNT, this::count),
        ServerMethod.<Integer>streaming(CalculatorMethods.SQUARES, this::squares),
        ServerMethod.<Account>returning(CalculatorMethods.WITHDRAW, this::withdraw)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(CalculatorSkeleton.class, "com.acme.Calculator");
  }

  private Invocation<Integer> add(WireReader in) {
    int a = in.readInt();
    int b = in.readInt();
    return () -> implementation.add(a, b);
  }

  private Invocation<CompletionStage<? extends Integer>> multiplyLater(WireReader in) {
    int x = in.readInt();
    int y = in.readInt();
    return () -> implementation.multiplyLater(x, y);
  }

  private Invocation<Void> submitTask(WireReader in) {
    long taskId = in.readLong();
    return () -> {
      implementation.submitTask(taskId);
      return null;
    };
  }

  private Invocation<Flow.Publisher<? extends Integer>> count(WireReader in) {
    int n = in.readInt();
    return () -> implementation.count(n);
  }

  private Invocation<Stream<? extends Integer>> squares(WireReader in) {
    int n = in.readInt();
    return () -> implementation.squares(n);
  }

  private Invocation<Account> withdraw(WireReader in) {
    String id = in.readString();
    BigDecimal amount = Codecs.BIG_DECIMAL.read(in);
    return () -> implementation.withdraw(id, amount);
  }
}
