package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.link.LoopHost;
import io.tightwire.internal.link.SelectorHook;
import io.tightwire.internal.link.socket.MessageAssembler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread of JeroMQ's. If it died, every connection of its context would silently stop. So it
 * closes them when it dies, and reports its death. Thread-safe.
 */
final class IoThread extends LoopThread implements LoopHost {

  private final Consumer<Throwable> onDeath;
  private volatile @Nullable AdapterSelector selector;
  private volatile @Nullable SelectorHook hook;

  /** Confined to this thread. */
  private @Nullable StreamChannel handled;

  /** Confined to this thread. */
  private @Nullable ByteBuffer chunk;

  IoThread(Runnable body, String name, Consumer<Throwable> onDeath) {
    super(body, name);
    this.onDeath = onDeath;
  }

  /** Sets the selector; the poller may replace it. Called by this thread. */
  void selectsWith(AdapterSelector current) {
    selector = current;
  }

  /** As {@link AdapterSelector#watchConnect}. Called by this thread. */
  void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    AdapterSelector current = selector;
    if (current == null) {
      throw new IOException("its selector is not there yet");
    }
    current.watchConnect(channel, onReady);
  }

  @Override
  public Thread thread() {
    return this;
  }

  /** Runs a hook on this thread until {@code unhook}. */
  @Override
  public void host(SelectorHook hooked) {
    hook = hooked;
    reselect();
  }

  /** Called by this thread. */
  @Nullable SelectorHook hook() {
    return hook;
  }

  /** Removes the hook. Called by this thread. */
  @Override
  public void unhook() {
    hook = null;
  }

  /** Sets the connection that JeroMQ handles next; null for none. Called by this thread. */
  void handles(@Nullable StreamChannel stream) {
    handled = stream;
  }

  /** Returns the connection that JeroMQ handles on the calling thread; null if none is known. */
  static @Nullable StreamChannel handled() {
    return Thread.currentThread() instanceof IoThread current ? current.handled : null;
  }

  /** Returns the calling I/O thread's read buffer, valid for one read. */
  static ByteBuffer chunk() {
    if (!(Thread.currentThread() instanceof IoThread current)) {
      return ByteBuffer.allocate(MessageAssembler.CHUNK);
    }
    ByteBuffer own = current.chunk;
    if (own == null) {
      own = ByteBuffer.allocateDirect(MessageAssembler.CHUNK);
      current.chunk = own;
    }
    return own;
  }

  /** Ends the thread's sleep, so that its hook makes a pass. */
  @Override
  public void wake() {
    AdapterSelector current = selector;
    if (current != null) {
      current.wakeHook();
    }
  }

  /** Makes the thread select again. */
  void reselect() {
    AdapterSelector current = selector;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      super.run();
    } catch (Throwable t) {
      AdapterSelector current = selector;
      if (current != null) {
        current.forceClose();
      }
      onDeath.accept(t);
      SelectorHook hooked = hook;
      if (hooked != null) {
        hooked.onThreadDeath();
      }
    }
  }
}
