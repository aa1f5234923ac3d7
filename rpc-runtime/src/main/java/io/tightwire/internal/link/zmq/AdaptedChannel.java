package io.tightwire.internal.link.zmq;

import java.nio.channels.SelectableChannel;

/**
 * A channel that JeroMQ sees in front of the one that a JDK selector can watch. Confined to the I/O
 * thread.
 */
interface AdaptedChannel {

  /** Returns the JDK's channel. */
  SelectableChannel real();

  /**
   * Returns the operations to request from the JDK when JeroMQ requests {@code ops}. If they omit
   * writing, the channel counts as writable.
   */
  int toReal(int ops);

  /** Sets the key by which JeroMQ watches the channel from now on. */
  default void watchedBy(AdapterKey key) {}

  /** Returns the operations to report to JeroMQ when the JDK reports {@code ops}. */
  int fromReal(int ops);
}
