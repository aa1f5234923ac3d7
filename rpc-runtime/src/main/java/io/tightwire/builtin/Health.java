package io.tightwire.builtin;

import io.tightwire.annotation.RpcService;
import java.util.Map;
import java.util.concurrent.Flow;

/**
 * Tells whether a server is ready, for monitoring. Every server has this service, unless it was
 * built with {@code healthService(false)}. Clients of Tightwire need not ask: servers tell them.
 *
 * <p>The calls run on their own thread, so that they are served while all lanes are full.
 *
 * <pre>{@code
 * boolean ready = new HealthStub(client).check().remote(Duration.ofSeconds(1)).get("");
 * }</pre>
 *
 * <p>Thread-safe.
 */
@RpcService(name = "tightwire.Health")
public interface Health {

  /**
   * Returns whether the server is ready: as a whole, under the empty name, and for each service. A
   * service is not ready if the server as a whole is not.
   *
   * @return whether each is ready, by name
   */
  Map<String, Boolean> check();

  /**
   * Publishes what {@link #check} returns, now and after each change. Changes that follow each
   * other faster than the reader takes them are published as one. The stream ends when the server
   * shuts down.
   *
   * @return the states
   */
  Flow.Publisher<Map<String, Boolean>> watch();
}
