package io.tightwire.internal.server;

import io.tightwire.internal.wire.FrameWriter;
import java.util.Map;

/**
 * How the server introduces itself to each client. Immutable.
 *
 * @param maxMessageSize what the server takes in one message
 * @param methods what it offers
 */
record ServerHello(int maxMessageSize, MethodTable methods) {

  /** A HELLO that names as much as the client takes: with fingerprints, without, or no service. */
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
