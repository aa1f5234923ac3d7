package io.tightwire;

import io.tightwire.internal.lifecycle.ServerConfig;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The settings of {@link RpcServer.Builder} about what a server tells of itself, and to which
 * clients.
 *
 * <p>Not thread-safe.
 *
 * @param <B> the type that the setters return: that of the users' builder
 */
abstract class ServerExposureBuilder<B extends ServerExposureBuilder<B>> {

  final ServerConfig.Builder config = ServerConfig.builder();

  ServerExposureBuilder() {}

  /** Returns this builder, as users know it. */
  abstract B self();

  /**
   * Sets whether clients may shut the server down. Unless set, clients may that are connected over
   * {@code ipc://} or {@code inproc://}, where the file system or the process decides who connects.
   *
   * @param allowed whether all may, or none
   * @return this
   */
  public B allowRemoteShutdown(boolean allowed) {
    config.builtIn().remoteShutdown(allowed);
    return self();
  }

  /**
   * Sets whether clients may use the service {@link io.tightwire.builtin.Introspection}, which
   * tells what the server is: its services, their descriptions, its endpoints and its load. Unless
   * set, clients may that are connected over {@code ipc://} or {@code inproc://}, and those that
   * have proven a key ({@link RpcServer.Builder#curve}). Others are refused with {@code
   * PERMISSION_DENIED}.
   *
   * @param allowed whether all may, or none
   * @return this
   */
  public B introspection(boolean allowed) {
    config.builtIn().introspection(allowed);
    return self();
  }

  /**
   * Sets whether the server has the service {@link io.tightwire.builtin.Health}, which monitoring
   * asks; default {@code true}. Clients of Tightwire are told what is not ready in any case.
   *
   * @param enabled whether it has
   * @return this
   */
  public B healthService(boolean enabled) {
    config.builtIn().healthService(enabled);
    return self();
  }

  /**
   * Adds a health check. While one fails, the server as a whole is not ready: clients make no new
   * calls of it, and calls that run go on. {@link RpcServer#health} names the checks that fail.
   *
   * <p>A check runs each second, from the start of the server to its shutdown, on a thread of the
   * server, so it may block. It fails if it returns false, throws, or does not return within 5 s,
   * and until it has passed for the first time. It never runs twice at the same time.
   *
   * <pre>{@code
   * RpcServer.builder().health("database", () -> pool.isValid())
   * }</pre>
   *
   * @param name for people; no other check has it
   * @param check returns whether all is well
   * @return this
   * @throws IllegalArgumentException if the name is empty or too long, or another check has it
   */
  public B health(String name, BooleanSupplier check) {
    config
        .builtIn()
        .check(Objects.requireNonNull(name, "name"), Objects.requireNonNull(check, "check"));
    return self();
  }

  /**
   * Sets whether clients are sent the stack traces of handlers' failures. Unless set, those are
   * that are connected over {@code ipc://} or {@code inproc://}.
   *
   * @param sent whether all are, or none
   * @return this
   */
  public B exposeStackTraces(boolean sent) {
    config.builtIn().exposeStackTraces(sent);
    return self();
  }
}
