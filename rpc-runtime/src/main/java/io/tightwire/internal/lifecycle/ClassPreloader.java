package io.tightwire.internal.lifecycle;

import io.tightwire.internal.flow.Threads;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads the classes of the first connection and its first call in the background, while the user
 * assembles a client or server and while it has nothing to do yet. Without that, the first caller
 * waits for them, on both sides in turn. It does not initialize them, so no static initializer runs
 * in another order. Thread-safe.
 */
public final class ClassPreloader implements Runnable {

  /** For a process that has a client. */
  public static final ClassPreloader CLIENT = new ClassPreloader(true);

  /** For a process that has a server. */
  public static final ClassPreloader SERVER = new ClassPreloader(false);

  /** Set in native images of GraalVM, which have all their classes. */
  private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

  private final boolean client;
  private final AtomicBoolean started = new AtomicBoolean();

  private ClassPreloader(boolean client) {
    this.client = client;
  }

  /**
   * Starts to load them, the first time it is called, unless there is a single processor to do it,
   * or the process is a native image.
   */
  public void start() {
    if (started.getAndSet(true)) {
      return;
    }
    try {
      if (Runtime.getRuntime().availableProcessors() < 2
          || System.getProperty(NATIVE_IMAGE) != null) {
        return;
      }
      Threads.ofProcess("tightwire-preloader", this).start();
    } catch (Throwable e) {
      // There may be no thread to be had. The classes are loaded where they are needed.
    }
  }

  @Override
  public void run() {
    try {
      List<String> names = client ? FirstCallClasses.ofClients() : FirstCallClasses.ofServers();
      ClassLoader loader = ClassPreloader.class.getClassLoader();
      for (String name : names) {
        Class<?> unused = Class.forName(name, false, loader);
      }
    } catch (Throwable e) {
      // The thread that needs the class gets the reason.
    }
  }
}
