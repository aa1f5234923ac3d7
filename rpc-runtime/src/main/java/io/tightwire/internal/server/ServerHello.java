package io.tightwire.internal.server;

import io.tightwire.internal.wire.FrameWriter;
import java.util.Map;

/**
 * The server's HELLO. Immutable.
 *
 * @param maxMessageSize the largest message that the server takes, in bytes
 * @param methods what it offers
 */
record ServerHello(int maxMessageSize, MethodTable methods) {

  /**
   * Encodes a HELLO no larger than the client takes: with services and fingerprints, with services,
   * or with neither.
   */
  byte[] atMost(long bytes) {
    byte[] full =
        FrameWriter.hello(
            FrameWriter.AGENT, maxMessageSize, methods.services(), methods.fingerprints());
    if (full.length <= bytes) {
      return full;
    }
    byte[] shorter = FrameWriter.hello(FrameWriter.AGENT, maxMessageSize, methods.services());
    return shorter.length <= bytes
        ? shorter
        : FrameWriter.hello(FrameWriter.AGENT, maxMessageSize, Map.of());
  }
}
