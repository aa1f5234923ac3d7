package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.DisconnectReason;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zmq.Ctx;
import zmq.ZError;

/**
 * A JeroMQ context, one per link, whose threads select with a {@link AdapterSelector} and whose
 * death is noticed. Thread-safe.
 */
final class AdapterContext extends Ctx {

  private final List<IoThread> threads = new CopyOnWriteArrayList<>();

  /**
   * Creates a context; its threads start with the first socket.
   *
   * @param name the prefix of its threads' names
   * @param onDeath gets, on the dying thread, the cause of its death
   * @param onFault gets, on an I/O thread, the failure of one of its connections
   */
  AdapterContext(String name, Consumer<Throwable> onDeath, Consumer<Throwable> onFault) {
    UncaughtExceptionHandler fault =
        (thread, e) -> {
          StreamChannel culprit = IoThread.handled();
          if (culprit != null) { // JeroMQ would keep it, half dead, for ever
            culprit.disconnect(DisconnectReason.dropped("JeroMQ failed over what it sent"));
          }
          onFault.accept(e);
        };
    setNotificationExceptionHandler(fault);
    setUncaughtExceptionHandler((thread, e) -> onDeath.accept(e));
    setThreadFactory(
        (body, role) -> {
          IoThread thread = new IoThread(body, name + "-" + role, onDeath);
          threads.add(thread);
          return thread;
        });
  }

  /** Returns the thread that moves the bytes; null until there is a socket. */
  @Nullable IoThread ioThread() {
    for (IoThread thread : threads) {
      if (thread.getName().contains("-iothread")) {
        return thread;
      }
    }
    return null;
  }

  /**
   * Returns whether all of its threads run; otherwise JeroMQ would wait for them for ever when it
   * ends.
   */
  boolean isWhole() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  void reselect() {
    threads.forEach(IoThread::reselect);
  }

  /**
   * Without state: the superclass's constructor calls this. The selectors aren't handed to the
   * superclass to keep, which would close the JDK's ones behind ours; JeroMQ closes each of its own
   * with {@link #closeSelector}.
   */
  @Override
  public Selector createSelector() {
    try {
      return new AdapterSelector(Selector.open());
    } catch (IOException e) {
      throw new ZError.IOException(e);
    }
  }

  @Override
  public boolean closeSelector(Selector selector) {
    if (!(selector instanceof AdapterSelector facade)) {
      return super.closeSelector(selector);
    }
    facade.closeOrThrow();
    return true;
  }
}
