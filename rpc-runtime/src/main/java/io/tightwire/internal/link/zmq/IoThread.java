package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.link.LoopHost;
import io.tightwire.internal.link.SelectorHook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread of JeroMQ's. If it dies, every connection of its context would just fall silent: so it
 * closes them as it goes, and tells. Thread-safe.
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

  /** Called by this thread; its poller may replace its selector. */
  void selectsWith(AdapterSelector current) {
    selector = current;
  }

  /** Called by this thread. As {@link AdapterSelector#watchConnect}. */
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

  /** Lets a hook run on it, until that leaves. */
  @Override
  public void host(SelectorHook hooked) {
    hook = hooked;
    reselect();
  }

  /** Called by this thread. */
  @Nullable SelectorHook hook() {
    return hook;
  }

  /** Called by this thread: the hook has left. */
  @Override
  public void unhook() {
    hook = null;
  }

  /** Called by this thread: what JeroMQ does next is about that connection, or about none. */
  void handles(@Nullable StreamChannel stream) {
    handled = stream;
  }

  /** The connection that JeroMQ handles on the calling thread; null if none is known. */
  static @Nullable StreamChannel handled() {
    return Thread.currentThread() instanceof IoThread current ? current.handled : null;
  }

  /** A buffer to read into, for as long as one read lasts; each I/O thread has its own. */
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

  /** Ends its sleep, for its hook to make a pass. */
  @Override
  public void wake() {
    AdapterSelector current = selector;
    if (current != null) {
      current.wakeHook();
    }
  }

  /** Makes it select again. */
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
