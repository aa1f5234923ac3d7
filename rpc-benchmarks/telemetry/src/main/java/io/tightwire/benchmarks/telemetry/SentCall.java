package io.tightwire.benchmarks.telemetry;

import io.tightwire.OutgoingCall;
import io.tightwire.RpcContext;
import io.tightwire.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A call as a client's interceptors see it, without a client. Confined to one thread. */
final class SentCall implements OutgoingCall {

  private static final Target TARGET = Target.of("dns://orders.prod:5555");

  private final Map<String, String> metadata = new LinkedHashMap<>();

  @Override
  public String service() {
    return "com.acme.Orders";
  }

  @Override
  public String method() {
    return "find";
  }

  @Override
  public Mode mode() {
    return Mode.BLOCKING;
  }

  @Override
  public boolean idempotent() {
    return false;
  }

  @Override
  public Target target() {
    return TARGET;
  }

  @Override
  public Optional<String> key() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> timeRemaining() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void setMetadata(String key, String value) {
    metadata.put(key, value);
  }

  @Override
  public Optional<RpcContext> parent() {
    return Optional.empty();
  }
}
