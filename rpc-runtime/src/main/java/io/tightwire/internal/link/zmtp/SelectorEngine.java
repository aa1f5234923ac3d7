package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LoopHost;
import io.tightwire.internal.link.Poller;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.socket.ConnectWatcher;
import io.tightwire.internal.link.socket.MessageAssembler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The selector of a loop, and the buffers through which all of its connections read and write.
 *
 * <p>Confined to the loop thread, but for {@link #wake()} and {@link #terminate}.
 */
final class SelectorEngine implements SocketEngine, Poller, ConnectWatcher {

  /** Messages into which several frames were packed fit in. */
  private static final int INPUT = 128 * 1024;

  private static final int OUTPUT = 64 * 1024;

  private final LinkContext context;

  private final Consumer<SelectionKey> adder = this::add;

  /** Null until a channel is registered: a server of {@code inproc://} alone needs none. */
  private volatile @Nullable Selector selector;

  /** The channels that were found ready, and were not told yet. */
  private final ArrayDeque<SelectionKey> ready = new ArrayDeque<>();

  private @Nullable ByteBuffer input;
  private @Nullable ByteBuffer output;
  private @Nullable ByteBuffer chunk;
  private boolean readPart;

  SelectorEngine(LinkContext context) {
    this.context = context;
  }

  /**
   * Watches a channel.
   *
   * @param channel in non-blocking mode
   */
  SelectionKey register(SelectableChannel channel, int ops, Selectable target) throws IOException {
    Selector current = selector;
    if (current == null) {
      current = Selector.open();
      selector = current;
    }
    return channel.register(current, ops, target);
  }

  @Override
  public void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    SelectionKey key = register(channel, SelectionKey.OP_CONNECT, ops -> {});
    key.attach(
        (Selectable)
            ops -> {
              key.interestOps(0); // or it would be ready for ever
              onReady.run();
            });
  }

  /** Returns the buffer to read small messages into, cleared; its content lasts for one read. */
  ByteBuffer input() {
    if (input == null) {
      input = ByteBuffer.allocateDirect(INPUT);
    }
    return input.clear();
  }

  /**
   * Returns a buffer to write from, cleared; its content lasts for one write.
   *
   * @param bytes how many there are to write; the buffer may be smaller
   */
  ByteBuffer output(long bytes) {
    if (bytes > OUTPUT) {
      return chunk();
    }
    if (output == null) {
      output = ByteBuffer.allocateDirect(OUTPUT);
    }
    return output.clear();
  }

  /** Records that a part of a large message was read, and not the last one. */
  void recordPart() {
    readPart = true;
  }

  @Override
  public boolean takePart() {
    boolean part = readPart;
    readPart = false;
    return part;
  }

  /** Returns the buffer for the pieces of large messages; its content lasts for one of them. */
  ByteBuffer chunk() {
    if (chunk == null) {
      chunk = ByteBuffer.allocateDirect(MessageAssembler.CHUNK);
    }
    return chunk.clear();
  }

  private void add(SelectionKey key) {
    synchronized (ready) {
      ready.add(key);
    }
  }

  @Override
  public void dispatch() {
    while (true) {
      SelectionKey key;
      synchronized (ready) {
        key = ready.poll();
      }
      if (key == null) {
        return;
      }
      mark(key);
    }
  }

  private void mark(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    try {
      ((Selectable) key.attachment()).onReady(key.readyOps());
    } catch (RuntimeException | Error e) { // out of memory, at worst: the others go on
      context.reportFailure(String.valueOf(key.channel()), e);
    }
  }

  @Override
  public boolean poll() throws IOException {
    Selector current = selector;
    return current != null && current.selectNow(adder) > 0;
  }

  @Override
  public void await(long nanos) throws IOException {
    Selector current = Objects.requireNonNull(selector, "no channel is registered");
    if (nanos == Long.MAX_VALUE) {
      current.select(adder);
    } else if (nanos > 0) {
      current.select(adder, TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1);
    } else {
      current.selectNow(adder);
    }
  }

  @Override
  public void wake() {
    Selector current = selector;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public @Nullable Poller poller() {
    return selector == null ? null : this;
  }

  @Override
  public @Nullable LoopHost host() {
    return null;
  }

  @Override
  public void clearInterrupt() {
    boolean unused = Thread.interrupted();
  }

  @Override
  public void terminate(boolean broken) throws IOException {
    Selector current = selector;
    if (current != null) {
      current.close();
    }
  }
}
