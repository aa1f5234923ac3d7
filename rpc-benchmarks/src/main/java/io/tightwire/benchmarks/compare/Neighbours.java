package io.tightwire.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads of this process that compute all the time, and take their share of the machine from the
 * processes that are measured. Thread-safe.
 */
final class Neighbours {

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /** Starts the threads. */
  Neighbours(int count) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::compute, "neighbour-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void compute() {
    while (!over) {
      Thread.onSpinWait();
    }
  }

  /** Returns how many threads compute. */
  long running() {
    return threads.stream().filter(Thread::isAlive).count();
  }

  /** Ends the threads, and waits until they have ended. */
  void close() {
    over = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
