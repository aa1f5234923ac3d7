package io.tightwire.generated;

import java.util.List;
import java.util.Optional;

/**
 * The server's side of one service: decodes calls, runs an implementation, and says how results are
 * encoded. Written by the annotation processor. Immutable; many threads call the implementation
 * behind it concurrently.
 */
public interface RpcSkeleton {

  /**
   * Returns the service's name on the wire.
   *
   * @return the name
   */
  String serviceName();

  /**
   * Returns all methods of the service. Called once, when the server is built.
   *
   * @return one entry for each method
   */
  List<ServerMethod<?>> methods();

  /**
   * Returns the description of the service for other programs, as the annotation processor wrote it
   * to {@code META-INF/tightwire}: JSON. Generated skeletons read the file on each call.
   *
   * @return the description; empty if there is none, as for skeletons written by hand
   */
  default Optional<String> description() {
    return Optional.empty();
  }
}
