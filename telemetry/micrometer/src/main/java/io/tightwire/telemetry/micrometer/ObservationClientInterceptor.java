package io.tightwire.telemetry.micrometer;

import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.tightwire.Attempt;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Observes a client's calls: one observation for each, with all its attempts. Its parent is the
 * observation in whose scope the call is made. Callbacks of the call (stages of its future,
 * subscribers) run in the scope of that one, since the call's own has ended by then.
 *
 * <pre>{@code
 * RpcClient client =
 *     RpcClient.builder()
 *         .interceptor(new ObservationClientInterceptor(observationRegistry))
 *         .endpoint(endpoint)
 *         .build();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class ObservationClientInterceptor implements ClientInterceptor {

  private final ObservationRegistry registry;
  private final @Nullable TightwireClientObservationConvention convention;

  /**
   * Creates an interceptor with the default convention, or the global one of the registry.
   *
   * @param registry where observations go
   */
  public ObservationClientInterceptor(ObservationRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = null;
  }

  /**
   * Creates an interceptor.
   *
   * @param registry where observations go
   * @param convention names them
   */
  public ObservationClientInterceptor(
      ObservationRegistry registry, TightwireClientObservationConvention convention) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = Objects.requireNonNull(convention, "convention");
  }

  @Override
  public CallListener onCall(OutgoingCall call) {
    if (registry.isNoop()) {
      return CallListener.NONE;
    }
    Observation caller = registry.getCurrentObservation();
    TightwireClientContext context = new TightwireClientContext(call);
    long startMillis = System.currentTimeMillis();
    Observation observation =
        Observation.createNotStarted(
                convention, TightwireClientObservationConvention.DEFAULT, () -> context, registry)
            .start();
    return observation.isNoop()
        ? CallListener.NONE
        : new Observed(registry, context, observation, caller, startMillis);
  }

  /** Listens to one call. */
  private record Observed(
      ObservationRegistry registry,
      TightwireClientContext context,
      Observation observation,
      @Nullable Observation caller,
      long startMillis)
      implements CallListener {

    @Override
    public Scope enter() {
      if (caller != null) {
        return caller.openScope()::close;
      }
      return registry.getCurrentObservation() == null
          ? Scope.NONE
          : new NullObservation(registry).openScope()::close;
    }

    @Override
    public void onAttempt(Attempt attempt) {
      String text =
          "attempt "
              + attempt.number()
              + " ("
              + Keys.text(attempt.reason())
              + "): "
              + attempt.server();
      observation.event(
          Observation.Event.of("attempt", text, startMillis + attempt.after().toMillis()));
    }

    @Override
    public void onEnd(CallEnd end) {
      context.setEnd(end);
      end.failure().ifPresent(observation::error);
      observation.stop();
    }
  }
}
