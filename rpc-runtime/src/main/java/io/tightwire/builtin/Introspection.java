package io.tightwire.builtin;

import io.tightwire.ServerStats;
import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Optional;

/**
 * Tells which services a running server has, and how it is. Every server has this service.
 *
 * <p>Unless {@code RpcServer.Builder.introspection(…)} says otherwise, a server tells clients that
 * are connected over {@code ipc://} or {@code inproc://}, or that have proven a key (CURVE). All
 * others get {@code PERMISSION_DENIED}. The calls run on their own thread, so that they are served
 * while all lanes are full.
 *
 * <pre>{@code
 * IntrospectionStub introspection = new IntrospectionStub(client);
 * for (String service : introspection.services().remote()) {
 *   System.out.println(introspection.describe(service).remote().orElse("no description"));
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
@RpcService(name = "tightwire.Introspection")
public interface Introspection {

  /**
   * Returns the names of the server's services, sorted, without those that every server has.
   *
   * @return the names
   */
  List<String> services();

  /**
   * Returns the description of a service: its methods and types as JSON, as the annotation
   * processor wrote it.
   *
   * @param service the name of the service on the wire; also one that every server has
   * @return the description; empty if the server does not have the service, or no description of it
   */
  Optional<String> describe(String service);

  /**
   * Returns what the server is and does at the moment.
   *
   * @return the state of the server
   */
  ServerInfo info();

  /**
   * Returns what the server does and has done, by lane, method and reason of rejection. Serves the
   * numbers of {@code RpcServer.stats()}.
   *
   * @return the numbers of this moment
   */
  ServerStats stats();
}
