package io.tightwire.internal.link.zmq;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/**
 * A registration with a {@link AdapterSelector}; the JDK's own key for the real channel is behind
 * it. Confined to the selector's thread, but for {@link #cancel()}.
 */
final class AdapterKey extends AbstractSelectionKey {

  private final AdapterSelector selector;
  private final SelectableChannel channel;
  private final SelectionKey jdkKey;
  private volatile int interest;
  private volatile int ready;
  private int fresh;

  /** Whether the selector counts its channel as writable. */
  private boolean presumed;

  AdapterKey(AdapterSelector selector, SelectableChannel channel, int ops, Selector jdk) {
    this.selector = selector;
    this.channel = channel;
    this.interest = ops;
    try {
      SelectableChannel real = channel instanceof StreamChannel stream ? stream.real : channel;
      this.jdkKey = real.register(jdk, toReal(ops), this);
    } catch (ClosedChannelException e) {
      throw new CancelledKeyException();
    }
  }

  private int toReal(int ops) {
    return channel instanceof StreamChannel stream ? stream.toReal(ops) : ops;
  }

  /** Reads the operations that the JDK found ready, and returns them in JeroMQ's terms. */
  int refresh() {
    int now = jdkKey.readyOps();
    fresh = (channel instanceof StreamChannel stream ? stream.fromReal(now) : now) & interest;
    return fresh;
  }

  int fresh() {
    return fresh;
  }

  void setReady(int ops) {
    ready = ops;
  }

  /** Cancels the JDK's key of the real channel. */
  void cancelReal() {
    jdkKey.cancel();
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public Selector selector() {
    return selector;
  }

  @Override
  public int interestOps() {
    requireValid();
    return interest;
  }

  @Override
  public SelectionKey interestOps(int ops) {
    requireValid();
    if ((ops & ~channel.validOps()) != 0) {
      throw new IllegalArgumentException("Not valid for " + channel + ": " + ops);
    }
    if (ops != interest) {
      interest = ops;
      askReal();
    }
    return this;
  }

  /** Asks the JDK again, before the next select. Thread-safe. */
  void askRealSoon() {
    selector.askSoon(this);
  }

  /** Requests from the JDK the operations that JeroMQ wants, as far as the channel needs it. */
  void askReal() {
    if (!jdkKey.isValid()) {
      return; // the channel is being closed
    }
    int real = toReal(interest);
    if (real != jdkKey.interestOps()) {
      jdkKey.interestOps(real);
    }
    presumeWritable();
  }

  /** Makes the selector report the operations that are not requested from the JDK. */
  void presumeWritable() {
    if (!presumed && isPresumable()) {
      presumed = true;
      selector.presume(this);
    }
  }

  /**
   * Returns whether JeroMQ wants to write and the JDK need not be asked if it can. JeroMQ wants to
   * before each message, and no more after it: that would be two calls of the system for nothing.
   */
  private boolean isPresumable() {
    return isValid() && (interest & ~toReal(interest) & OP_WRITE) != 0;
  }

  /**
   * Adds the presumed operations to the ready ones.
   *
   * @param found whether it was found ready for something else
   * @return false if none is presumed any more; the JDK is asked from now on
   */
  boolean addPresumed(boolean found) {
    presumed = isPresumable();
    if (presumed) {
      fresh = found ? fresh | OP_WRITE : OP_WRITE;
    } else if (isValid()) {
      askReal();
    }
    return presumed;
  }

  @Override
  public int readyOps() {
    requireValid();
    selector.dispatches(channel);
    return ready;
  }

  private void requireValid() {
    if (!isValid()) {
      throw new CancelledKeyException();
    }
  }
}
