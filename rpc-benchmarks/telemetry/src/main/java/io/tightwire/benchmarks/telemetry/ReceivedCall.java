package io.tightwire.benchmarks.telemetry;

import io.tightwire.RpcContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A call as a server's interceptors see it, without a server. Immutable. */
record ReceivedCall(long arrived, Map<String, String> metadata) implements RpcContext {

  @Override
  public String service() {
    return "com.acme.Orders";
  }

  @Override
  public String method() {
    return "find";
  }

  @Override
  public Optional<Duration> timeRemaining() {
    return Optional.empty();
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public Registration onCancel(Runnable action) {
    return () -> {};
  }

  @Override
  public String peer() {
    return "10.0.0.7:41000";
  }
}
