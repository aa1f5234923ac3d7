package io.tightwire.internal.link;

import java.nio.channels.SelectableChannel;

/**
 * A channel that JeroMQ sees in front of the one that a JDK selector can watch. Confined to the I/O
 * thread.
 */
interface Facade {

  /** The JDK's channel. */
  SelectableChannel real();

  /** What to ask the JDK for, when JeroMQ asks for {@code ops}. */
  int toReal(int ops);

  /** What to tell JeroMQ, when the JDK says that {@code ops} are ready. */
  int fromReal(int ops);
}
