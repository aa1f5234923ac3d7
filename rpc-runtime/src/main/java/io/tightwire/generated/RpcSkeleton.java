package io.tightwire.generated;

import java.util.List;

/**
 * The server's side of one service: decodes calls, runs an implementation, and says how results are
 * encoded. Written by the annotation processor. Immutable; the implementation behind it is called
 * by many threads at once.
 */
public interface RpcSkeleton {

  /**
   * The service's name on the wire.
   *
   * @return the name
   */
  String serviceName();

  /**
   * All the service's methods.
   *
   * @return one entry for each; asked for once, when the server is built
   */
  List<ServerMethod<?>> methods();
}
