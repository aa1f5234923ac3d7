package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RpcClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A client in a separate process, which sends streams as fast as it can. It reads commands as
 * lines:
 *
 * <ul>
 *   <li>{@code take 10 1 5 1000} makes ten calls, whose handlers pause after each byte, with five
 *       parts of a thousand bytes each; it prints {@code Sum} and the number of bytes at the end
 *   <li>{@code push 1000} makes a call that sends parts of a thousand bytes without end
 *   <li>{@code quiet x} prints {@code Quiet x} when its sources have been asked for nothing for a
 *       while
 *   <li>{@code holds x} prints its live heap as {@code Holds x}
 * </ul>
 */
final class HaulerProcess {

  private static final long QUIET_MILLIS = 300;

  private static final AtomicLong GIVEN = new AtomicLong();

  private HaulerProcess() {}

  public static void main(String[] args) throws Exception {
    try (RpcClient client = RpcClient.connect(args[0])) {
      IntakeStub intake = new IntakeStub(client);
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String order; (order = orders.readLine()) != null; ) {
        String[] words = order.split(" ", 5);
        switch (words[0]) {
          case "take" ->
              take(
                  intake,
                  Integer.parseInt(words[1]),
                  Long.parseLong(words[2]),
                  parts(Integer.parseInt(words[4]), Integer.parseInt(words[3])));
          case "push" -> push(intake, new byte[Integer.parseInt(words[1])]);
          case "quiet" -> awaitQuiet(words[1]);
          default -> System.out.println("Holds " + words[1] + ' ' + LiveHeap.bytes());
        }
      }
    }
  }

  private interface Parts {
    Stream<byte[]> open();
  }

  private static Parts parts(int size, int count) {
    return () ->
        Stream.generate(() -> new byte[size]).limit(count).peek(part -> GIVEN.incrementAndGet());
  }

  private static void take(IntakeStub intake, int calls, long pause, Parts parts) {
    List<CompletableFuture<Long>> sums = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      sums.add(intake.take(pause, parts.open()).remoteFuture(Duration.ofMinutes(2)));
    }
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(sums.toArray(CompletableFuture<?>[]::new))
            .whenComplete(
                (none, failure) -> {
                  String sum =
                      failure == null
                          ? "" + sums.stream().mapToLong(CompletableFuture::join).sum()
                          : failure.toString();
                  System.out.println("Sum " + sum);
                });
  }

  private static void push(IntakeStub intake, byte[] part) {
    Flow.Publisher<byte[]> parts =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long n) {
                    for (long i = 0; i < n; i++) {
                      subscriber.onNext(part);
                    }
                  }

                  @Override
                  public void cancel() {}
                });
    CompletableFuture<Long> unused = intake.push(parts).remoteFuture();
  }

  private static void awaitQuiet(String tag) throws InterruptedException {
    long before;
    do {
      before = GIVEN.get();
      Thread.sleep(QUIET_MILLIS);
    } while (GIVEN.get() != before);
    System.out.println("Quiet " + tag);
  }
}
