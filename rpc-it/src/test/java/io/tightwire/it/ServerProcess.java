package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RpcServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server in a separate process, which writes its calls to a journal. */
final class ServerProcess {

  /** The prefix of the line that it prints when it serves. */
  static final String SERVING = "Serving at ";

  /**
   * The prefix of the line that it prints when it serves again; the number of the restart follows.
   */
  static final String SERVING_AGAIN = "Serving again, restart ";

  /** The prefix of work that does not end. */
  static final String ENDLESS = "endless";

  /** Work that uses all memory. */
  static final String HOG = "hog";

  /** The prefix of a book of which the first read returns, too. */
  static final String LEAFLET = "leaflet";

  /** The journal's line for a fetch. */
  static final String FETCHED = "fetched";

  /** An argument with which it prints a line, and binds only after {@link #GO}. */
  static final String ARMED = "armed";

  /** A command: binds. */
  static final String GO = "go";

  /** A command: releases the work that waits in the narrow lane. */
  static final String RELEASE = "release";

  /** A command: replaces its server by another. */
  static final String RESTART = "restart";

  private static final AtomicReference<@Nullable RpcServer> SERVER = new AtomicReference<>();
  private static final Signal RELEASED = new Signal();
  private static final Signal MAY_BIND = new Signal();

  private ServerProcess() {}

  /** Serves at an endpoint, with a journal in a file, until a client shuts the server down. */
  public static void main(String[] args) throws Exception {
    Workshop workshop = new Recorded(Journal.at(Path.of(args[1])), RELEASED);
    obey();
    if (List.of(args).contains(ARMED)) {
      System.out.println(ARMED);
      MAY_BIND.await();
    }
    RpcServer server = start(workshop, args[0]);
    SERVER.set(server);
    System.out.println(SERVING + server.endpoint());
    for (int restarts = 1; server.awaitTermination(Duration.ofMinutes(5)); restarts++) {
      if (!SERVER.compareAndSet(null, server)) {
        return; // no restart was requested
      }
      server = start(workshop, server.endpoint());
      SERVER.set(server);
      System.out.println(SERVING_AGAIN + restarts);
    }
  }

  private static RpcServer start(Workshop workshop, String endpoint) {
    RpcServer server =
        RpcServer.builder()
            .service(new WorkshopSkeleton(workshop))
            .lane("narrow", 1)
            .allowRemoteShutdown(true)
            .build();
    server.bind(endpoint);
    server.start();
    return server;
  }

  /** Executes commands, and exits when its input ends. */
  private static void obey() {
    Thread orders =
        new Thread(
            () -> {
              BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
              try {
                for (String line; (line = lines.readLine()) != null; ) {
                  obey(line);
                }
              } catch (IOException e) {
                System.out.println("No more orders: " + e);
              }
              Runtime.getRuntime().halt(1);
            },
            "orders");
    orders.setDaemon(true);
    orders.start();
  }

  private static void obey(String order) {
    RpcServer server = SERVER.get();
    if (order.equals(GO)) {
      MAY_BIND.raise();
    } else if (order.equals(RELEASE)) {
      RELEASED.raise();
    } else if (order.equals(RESTART) && server != null) {
      SERVER.set(null);
      server.shutdownNow();
    }
  }

  /** A workshop that records the work that it begins, and the work at which it was interrupted. */
  private static final class Recorded extends Workbench {

    private final Journal journal;
    private final Signal released;
    private final Signal never = new Signal();

    Recorded(Journal journal, Signal released) {
      this.journal = journal;
      this.released = released;
    }

    @Override
    public String work(String what) {
      journal.write(what);
      if (what.startsWith(ENDLESS)) {
        waitFor(never, what);
      }
      if (what.equals(HOG)) {
        return fillTheHeap();
      }
      return super.work(what);
    }

    private static String fillTheHeap() {
      List<byte[]> all = new ArrayList<>();
      while (all.size() < Integer.MAX_VALUE) {
        all.add(new byte[1 << 20]);
      }
      return "all of " + all.get(0).length;
    }

    @Override
    public byte[] fetch(int bytes) {
      journal.write(FETCHED);
      return super.fetch(bytes);
    }

    /**
     * Never returns from the first read of a book. The journal shows whether a read is the first.
     */
    @Override
    public String read(String book) {
      if (book.startsWith(LEAFLET)) {
        return super.read(book);
      }
      boolean begun = journal.lines().contains(book);
      journal.write(book);
      if (!begun) {
        waitFor(never, book);
      }
      return super.read(book);
    }

    @Override
    public void submit(String what) {
      String unused = work(what);
    }

    @Override
    public CompletionStage<String> workLater(String what) {
      journal.write(what);
      return what.startsWith(ENDLESS) ? new CompletableFuture<>() : super.workLater(what);
    }

    @Override
    public Stream<Integer> numbers(int count) {
      journal.write("numbers " + count);
      return super.numbers(count);
    }

    @Override
    public String inOrder(int caller, int number) {
      String what = super.inOrder(caller, number);
      journal.write(what);
      if (number == 0) {
        waitFor(released, what);
      }
      return what;
    }

    private void waitFor(Signal signal, String what) {
      try {
        signal.await();
      } catch (Signal.InterruptedWait e) {
        journal.write("interrupted " + what);
        throw e;
      }
    }
  }
}
