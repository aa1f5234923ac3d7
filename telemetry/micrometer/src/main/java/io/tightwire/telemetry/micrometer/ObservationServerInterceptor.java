package io.tightwire.telemetry.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.RejectedCall;
import io.tightwire.RpcContext;
import io.tightwire.ServerInterceptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Observes a server's calls, and those that it turned away. The scope of a call's observation is
 * open while its handler runs, and while items of a stream are made.
 *
 * <pre>{@code
 * RpcServer server =
 *     RpcServer.builder()
 *         .interceptor(new ObservationServerInterceptor(observationRegistry))
 *         .service(new KioskSkeleton(stock))
 *         .lane("outer", 1)
 *         .build();
 * }</pre>
 *
 * <p>An observation starts when a thread takes the call up; {@link TightwireServerContext#queued}
 * is how long it was queued before that.
 *
 * <p>Thread-safe.
 */
public final class ObservationServerInterceptor implements ServerInterceptor {

  private final ObservationRegistry registry;
  private final @Nullable TightwireServerObservationConvention convention;

  /**
   * Creates an interceptor with the default convention, or the global one of the registry.
   *
   * @param registry where observations go
   */
  public ObservationServerInterceptor(ObservationRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = null;
  }

  /**
   * Creates an interceptor.
   *
   * @param registry where observations go
   * @param convention names them
   */
  public ObservationServerInterceptor(
      ObservationRegistry registry, TightwireServerObservationConvention convention) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = Objects.requireNonNull(convention, "convention");
  }

  @Override
  public CallListener onCall(RpcContext call) {
    if (registry.isNoop()) {
      return CallListener.NONE;
    }
    TightwireServerContext context = TightwireServerContext.of(call);
    Observation observation = start(context);
    return observation.isNoop() ? CallListener.NONE : new Observed(context, observation);
  }

  @Override
  public void onRejected(RejectedCall call) {
    if (!registry.isNoop()) {
      start(TightwireServerContext.of(call)).stop();
    }
  }

  private Observation start(TightwireServerContext context) {
    return Observation.createNotStarted(
            convention, TightwireServerObservationConvention.DEFAULT, () -> context, registry)
        .start();
  }

  /** Listens to one call. */
  private record Observed(TightwireServerContext context, Observation observation)
      implements CallListener {

    @Override
    public Scope enter() {
      return observation.openScope()::close;
    }

    @Override
    public void onEnd(CallEnd end) {
      context.setEnd(end);
      if (Keys.isServerError(end.status())) {
        end.failure().ifPresent(observation::error);
      }
      observation.stop();
    }
  }
}
