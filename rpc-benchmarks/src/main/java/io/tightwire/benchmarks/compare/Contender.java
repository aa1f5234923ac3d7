package io.tightwire.benchmarks.compare;

import java.nio.file.Path;
import java.util.Map;

/**
 * A column of the table: a peer, with its options. Immutable.
 *
 * @param oneJvm whether client and server share a JVM
 */
record Contender(
    String label, String peerClass, Map<String, String> options, Library library, boolean oneJvm) {

  Contender {
    options = Map.copyOf(options);
  }

  Contender inOneJvm() {
    return new Contender(label, peerClass, options, library, true);
  }

  /**
   * Returns the same contender with another build of its library, whose file is part of the label.
   */
  Contender as(Path jar) {
    return new Contender(label + '@' + jar, peerClass, options, library.as(jar), oneJvm);
  }

  PeerArguments arguments() {
    PeerArguments arguments = new PeerArguments(peerClass, options);
    return oneJvm ? arguments.with(PeerArguments.ONE_JVM, "true") : arguments;
  }
}
