package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RpcServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A server in a separate process whose handlers pause. It reads commands as lines: {@code go 5} has
 * five pauses end, {@code holds x} prints its live heap as {@code Holds x}.
 */
final class IntakeProcess {

  /** The prefix of the line that it prints for each pause; its number and a full stop follow. */
  static final String PAUSED = "Paused ";

  /** The prefix of the line that it prints when a subscriber gets its first part. */
  static final String PUSHED = "Pushed";

  private static final int HANDLERS = 1_010;

  private static final Semaphore GO = new Semaphore(0);
  private static final AtomicInteger PAUSES = new AtomicInteger();

  private IntakeProcess() {}

  public static void main(String[] args) throws Exception {
    try (RpcServer server =
        RpcServer.builder()
            .service(new IntakeSkeleton(new Paused()))
            .maxConcurrentCalls(HANDLERS)
            .build()) {
      server.bind(args[0]);
      server.start();
      System.out.println(ServerProcess.SERVING + server.endpoint());
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String order; (order = orders.readLine()) != null; ) {
        String[] words = order.split(" ", 2);
        if (words[0].equals("go")) {
          GO.release(Integer.parseInt(words[1]));
        } else {
          System.out.println("Holds " + words[1] + ' ' + LiveHeap.bytes());
        }
      }
    }
  }

  private static final class Paused implements Intake {

    @Override
    public long take(long pause, Stream<byte[]> parts) {
      long bytes = 0;
      long next = pause;
      for (Iterator<byte[]> each = parts.iterator(); each.hasNext(); ) {
        bytes += each.next().length;
        if (bytes >= next) {
          next = bytes + pause;
          System.out.println(PAUSED + PAUSES.incrementAndGet() + '.');
          GO.acquireUninterruptibly();
        }
      }
      return bytes;
    }

    @Override
    public CompletionStage<Long> push(Flow.Publisher<byte[]> parts) {
      return new Warehouse().store("", parts(parts));
    }

    private static Flow.Publisher<byte[]> parts(Flow.Publisher<byte[]> parts) {
      System.out.println(PUSHED);
      return parts;
    }

    @Override
    public Stream<byte[]> copies(Stream<byte[]> parts) {
      return parts;
    }
  }
}
