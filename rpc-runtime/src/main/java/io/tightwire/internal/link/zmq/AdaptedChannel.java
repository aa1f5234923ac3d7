package io.tightwire.internal.link.zmq;

import java.nio.channels.SelectableChannel;

/**
 * A channel that JeroMQ sees in front of the one that a JDK selector can watch. Confined to the I/O
 * thread.
 */
interface AdaptedChannel {

  /** The JDK's channel. */
  SelectableChannel real();

  /**
   * What to ask the JDK for, when JeroMQ asks for {@code ops}. If that leaves writing out, it need
   * not be asked for: it is possible.
   */
  int toReal(int ops);

  /** JeroMQ watches it by that key from now on. */
  default void watchedBy(AdapterKey key) {}

  /** What to tell JeroMQ, when the JDK says that {@code ops} are ready. */
  int fromReal(int ops);
}
