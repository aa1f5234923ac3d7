package io.tightwire.telemetry.micrometer;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.tightwire.CallEnd;
import io.tightwire.OutgoingCall;
import io.tightwire.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observed client call. What handlers inject into it becomes metadata of the
 * call.
 *
 * <p>Used by one thread after another.
 */
public final class TightwireClientContext extends SenderContext<OutgoingCall> {

  private final String service;
  private final String method;
  private final Target target;
  private @Nullable CallEnd end;

  /**
   * Creates the context of a call.
   *
   * @param call the call; metadata can be set until its interceptor returns
   */
  public TightwireClientContext(OutgoingCall call) {
    super(
        (carrier, key, value) -> {
          if (carrier != null) {
            carrier.setMetadata(key, value);
          }
        },
        Kind.CLIENT);
    service = call.service();
    method = call.method();
    target = call.target();
    setCarrier(call);
    setRemoteServiceAddress(target.text());
  }

  /**
   * Returns the service's name on the wire.
   *
   * @return the name
   */
  public String service() {
    return service;
  }

  /**
   * Returns the method's name on the wire.
   *
   * @return the name
   */
  public String method() {
    return method;
  }

  /**
   * Returns where the client's calls go, as it was configured.
   *
   * @return the target
   */
  public Target target() {
    return target;
  }

  /**
   * Returns how the call ended.
   *
   * @return the end; empty before
   */
  public Optional<CallEnd> end() {
    return Optional.ofNullable(end);
  }

  void setEnd(CallEnd value) {
    end = value;
  }
}
