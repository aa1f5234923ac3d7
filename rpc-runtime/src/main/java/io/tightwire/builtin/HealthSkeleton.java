package io.tightwire.builtin;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The server's side of {@link Health}: decodes calls and runs them on an implementation, which many
 * threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
public final class HealthSkeleton implements RpcSkeleton {
  private final Health implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public HealthSkeleton(Health implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return HealthMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
      ServerMethod.<Map<String, Boolean>>returning(HealthMethods.CHECK, this::check),
      ServerMethod.<Map<String, Boolean>>publishing(HealthMethods.WATCH, this::watch)
    };
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(HealthSkeleton.class, "io.tightwire.builtin.Health");
  }

  private Invocation<Map<String, Boolean>> check(WireReader in) {
    return () -> implementation.check();
  }

  private Invocation<Flow.Publisher<? extends Map<String, Boolean>>> watch(WireReader in) {
    return () -> implementation.watch();
  }
}
