package io.tightwire.telemetry.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.tightwire.CallEnd;
import io.tightwire.RejectedCall;
import io.tightwire.RejectionReason;
import io.tightwire.RpcContext;
import io.tightwire.RpcStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observed server call, or of one that the server turned away. Its carrier is the
 * call's metadata.
 *
 * <p>Used by one thread after another.
 */
public final class TightwireServerContext extends ReceiverContext<Map<String, String>> {

  private final String service;
  private final String method;
  private final Duration queued;
  private final @Nullable RejectionReason rejection;
  private @Nullable RpcStatus status;
  private @Nullable CallEnd end;

  private TightwireServerContext(
      String service,
      String method,
      Map<String, String> metadata,
      Duration queued,
      @Nullable RejectionReason rejection) {
    super((carrier, key) -> carrier.get(key), Kind.SERVER);
    this.service = service;
    this.method = method;
    this.queued = queued;
    this.rejection = rejection;
    setCarrier(metadata);
  }

  /**
   * Returns the context of a call that is about to be run.
   *
   * @param call the call
   * @return its context
   */
  public static TightwireServerContext of(RpcContext call) {
    return new TightwireServerContext(
        call.service(), call.method(), call.metadata(), call.queued(), null);
  }

  /**
   * Returns the context of a call that the server turned away.
   *
   * @param call the call
   * @return its context
   */
  public static TightwireServerContext of(RejectedCall call) {
    TightwireServerContext context =
        new TightwireServerContext(
            call.service(), call.method(), call.metadata(), Duration.ZERO, call.reason());
    context.setStatus(call.status());
    return context;
  }

  /**
   * Returns the service's name on the wire.
   *
   * @return the name; of a call that was turned away it may be anything
   */
  public String service() {
    return service;
  }

  /**
   * Returns the method's name on the wire.
   *
   * @return the name; of a call that was turned away it may be anything
   */
  public String method() {
    return method;
  }

  /**
   * Returns how long the call was queued before the observation started.
   *
   * @return the time; zero if the call was turned away
   */
  public Duration queued() {
    return queued;
  }

  /**
   * Returns why the call was turned away.
   *
   * @return the reason; empty if it was run
   */
  public Optional<RejectionReason> rejection() {
    return Optional.ofNullable(rejection);
  }

  /**
   * Returns how the call ended.
   *
   * @return the status; empty before
   */
  public Optional<RpcStatus> status() {
    return Optional.ofNullable(status);
  }

  /**
   * Returns how the call ended, with the number of items of its streams.
   *
   * @return the end; empty before, and if the call was turned away
   */
  public Optional<CallEnd> end() {
    return Optional.ofNullable(end);
  }

  /**
   * Returns whether the server has the method. If not, its name may be anything, and must not
   * become a low-cardinality key.
   *
   * @return whether it is known
   */
  public boolean isKnownMethod() {
    return rejection != RejectionReason.UNKNOWN_SERVICE
        && rejection != RejectionReason.UNKNOWN_METHOD
        && !service.isEmpty()
        && !method.isEmpty();
  }

  private void setStatus(RpcStatus value) {
    status = value;
  }

  void setEnd(CallEnd value) {
    end = value;
    setStatus(value.status());
  }
}
