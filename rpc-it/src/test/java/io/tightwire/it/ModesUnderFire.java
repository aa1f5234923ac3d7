package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Callers that make a number of calls, each with its id, in all modes, while their connections are
 * lost. A ledger records how each call ends. Confined to the test's thread.
 */
final class ModesUnderFire {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(20);

  /** The time by which a call may end after its deadline, on a busy machine. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** The number of calls that each caller has in flight without a thread. */
  private static final int WINDOW = 64;

  private static final int ITEMS = 20;
  private static final int MOST_BYTES = 64 << 10;

  /** The call modes, with their share in percent. */
  enum Mode {
    BLOCKING(15),
    FUTURE(26),
    ASYNC(22),
    ONE_WAY(20),
    STREAM(4),
    PUBLISHER(3),
    LARGE(1),
    IDEMPOTENT(5),
    UPLOAD(1),
    OPEN_UPLOAD(1),
    DUPLEX(1),
    OPEN_DUPLEX(1);

    private final int share;

    Mode(int share) {
      this.share = share;
    }
  }

  /** The calls of one mode that are still to be made, by any caller. */
  private static final class Ids {
    private final int first;
    private final int end;
    private final AtomicInteger next;

    Ids(int first, int end) {
      this.first = first;
      this.end = end;
      this.next = new AtomicInteger(first);
    }
  }

  private interface Caller {
    void call(int id) throws InterruptedException;
  }

  private final Map<Mode, Ids> ids = new EnumMap<>(Mode.class);
  private final List<Thread> threads = new ArrayList<>();
  private final List<Semaphore> windows = new ArrayList<>();
  private final Ledger ledger;

  /** The streams that calls send and that are not closed. */
  private final AtomicInteger openSources = new AtomicInteger();

  /** Creates the callers for a number of calls, a multiple of 100, by all clients together. */
  ModesUnderFire(int calls, Ledger ledger) {
    this.ledger = ledger;
    int first = 0;
    for (Mode mode : Mode.values()) {
      int end = first + calls / 100 * mode.share;
      ids.put(mode, new Ids(first, end));
      first = end;
    }
    assertThat(first).as("the shares' sum").isEqualTo(calls);
  }

  /** Returns the items of the stream with that id. */
  static Stream<Integer> items(int id) {
    return IntStream.range(id, id + ITEMS).boxed();
  }

  boolean isOf(Mode mode, int id) {
    Ids its = of(mode);
    return id >= its.first && id < its.end;
  }

  private Ids of(Mode mode) {
    Ids its = ids.get(mode);
    if (its == null) {
      throw new IllegalArgumentException(mode.toString());
    }
    return its;
  }

  /** Starts callers of all modes for another client. */
  void start(WorkshopStub workshop, DepotStub depot) {
    start(
        Mode.BLOCKING,
        id -> settle(id, () -> workshop.add(id, 1).remote(timeout(id)).equals(id + 1)));
    start(
        Mode.IDEMPOTENT,
        id -> settle(id, () -> workshop.read("" + id).remote(timeout(id)).equals(id + " read")));
    start(Mode.ONE_WAY, id -> oneWay(workshop, id));
    start(Mode.STREAM, id -> settle(id, () -> read(workshop, id)));
    start(Mode.LARGE, id -> settle(id, () -> store(workshop, id)));
    start(
        Mode.UPLOAD,
        id -> settle(id, () -> depot.first(id, source(id)).remote(timeout(id)).equals(sum(id))));
    start(Mode.OPEN_UPLOAD, id -> settle(id, () -> upload(depot, id)));
    start(Mode.DUPLEX, id -> settle(id, () -> duplex(depot, id)));
    start(Mode.OPEN_DUPLEX, id -> settle(id, () -> openDuplex(depot, id)));
    Semaphore futures = new Semaphore(WINDOW);
    start(
        Mode.FUTURE,
        id ->
            await(
                futures,
                id,
                () -> workshop.countLater(id).remoteFuture(timeout(id)),
                response -> response == id + 1));
    Semaphore stages = new Semaphore(WINDOW);
    start(
        Mode.ASYNC,
        id ->
            await(
                stages,
                id,
                () -> workshop.workLater("" + id).remoteAsync(timeout(id)),
                response -> response.equals(id + " done later")));
    Semaphore readers = new Semaphore(WINDOW);
    start(
        Mode.PUBLISHER,
        id -> {
          take(readers, 1);
          workshop
              .feed(id)
              .withTimeout(timeout(id))
              .remotePublisher()
              .subscribe(new Reader(id, readers));
        });
    windows.addAll(List.of(futures, stages, readers));
  }

  private void start(Mode mode, Caller caller) {
    Ids its = of(mode);
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int id; (id = its.next.getAndIncrement()) < its.end; ) {
                  caller.call(id);
                }
              } catch (Throwable e) {
                ledger.surprise(mode + " ended with " + e);
              }
            },
            mode.name());
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  /** Waits until each call has ended, or should have. */
  void finish() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Scale.CALLS_TAKE.toMillis());
      assertThat(thread.isAlive()).as("%s hangs", thread.getName()).isFalse();
    }
    for (Semaphore window : windows) {
      take(window, WINDOW);
    }
    Awaitility.await("all sources closed")
        .atMost(GRACE)
        .untilAsserted(() -> assertThat(openSources).hasValue(0));
  }

  /** Some time out while there is no connection, the others wait for it. */
  private static Duration timeout(int id) {
    return id % 7 == 0 ? SHORT : LONG;
  }

  /** From time to time a call with a result, so that one-way calls do not pile up. */
  private void oneWay(WorkshopStub workshop, int id) {
    if (id % WINDOW == 0) {
      settle(
          id,
          () -> {
            Object unused = workshop.submit("" + id).remote(timeout(id));
            return true;
          });
      return;
    }
    try {
      workshop.submit("" + id).withTimeout(timeout(id)).remoteOneWay();
      ledger.sent(id);
    } catch (RpcException e) {
      ledger.failed(id, e);
    }
  }

  private static boolean read(WorkshopStub workshop, int id) {
    try (RemoteStream<Integer> stream = workshop.numbers(id).remoteStreaming(timeout(id))) {
      List<Integer> items = new ArrayList<>();
      stream.forEachRemaining(items::add);
      return items.equals(items(id).toList());
    }
  }

  private static boolean store(WorkshopStub workshop, int id) {
    byte[] bytes = new byte[Integer.BYTES + new Random(id).nextInt(MOST_BYTES)];
    ByteBuffer.wrap(bytes).putInt(id);
    return Arrays.equals(workshop.store(bytes).remote(timeout(id)), bytes);
  }

  /** Returns a stream that has to be closed once. */
  private Stream<Integer> source(int id) {
    AtomicBoolean closed = new AtomicBoolean();
    openSources.incrementAndGet();
    return items(id)
        .onClose(
            () -> {
              openSources.decrementAndGet();
              if (closed.getAndSet(true)) {
                ledger.surprise("the source of call " + id + " was closed twice");
              }
            });
  }

  /** Returns what an upload of a call's items responds with. */
  static int sum(int id) {
    return items(id).mapToInt(Integer::intValue).sum();
  }

  private static boolean upload(DepotStub depot, int id) {
    try (OpenUpload<Integer, Integer> upload = depot.first(id).withTimeout(timeout(id)).open()) {
      for (int item : items(id).toList()) {
        upload.send(item);
      }
      upload.complete();
      return upload.result() == sum(id);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean duplex(DepotStub depot, int id) {
    try (RemoteStream<Integer> stream = depot.squares(source(id)).remoteStreaming(timeout(id))) {
      List<Integer> items = new ArrayList<>();
      stream.forEachRemaining(items::add);
      return items.equals(items(id).toList());
    }
  }

  /** Sends an item, and waits for its response before the next. */
  private static boolean openDuplex(DepotStub depot, int id) {
    try (OpenDuplex<Integer, Integer> duplex = depot.squares().withTimeout(timeout(id)).open()) {
      for (int item : items(id).toList()) {
        duplex.send(item);
        if (duplex.next() != item) {
          return false;
        }
      }
      duplex.complete();
      return !duplex.hasNext();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void settle(int id, BooleanSupplier call) {
    long end = latest(id);
    try {
      ledger.completed(id, call.getAsBoolean());
    } catch (RpcException e) {
      ledger.failed(id, e);
    }
    assertInTime(id, end);
  }

  private <T> void await(
      Semaphore window, int id, Supplier<CompletionStage<T>> call, Predicate<T> expected)
      throws InterruptedException {
    take(window, 1);
    long end = latest(id);
    CompletionStage<T> unused =
        call.get()
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    ledger.completed(id, expected.test(response));
                  } else {
                    ledger.failed(id, failure);
                  }
                  assertInTime(id, end);
                  window.release();
                });
  }

  private static long latest(int id) {
    return System.nanoTime() + timeout(id).plus(GRACE).toNanos();
  }

  private void assertInTime(int id, long end) {
    if (System.nanoTime() - end > 0) {
      ledger.surprise("call " + id + " ended long after its deadline of " + timeout(id));
    }
  }

  /** Waits for the permits of the calls in flight, until their deadlines at most. */
  private void take(Semaphore window, int permits) throws InterruptedException {
    if (!window.tryAcquire(permits, LONG.plus(GRACE).toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("calls do not end: " + window);
    }
  }

  /** Reads one stream as fast as possible. */
  private final class Reader implements Flow.Subscriber<Integer> {
    private final int id;
    private final Semaphore window;
    private final long end;
    private final List<Integer> items = new ArrayList<>();

    Reader(int id, Semaphore window) {
      this.id = id;
      this.window = window;
      this.end = latest(id);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Integer item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      ledger.failed(id, failure);
      ended();
    }

    @Override
    public void onComplete() {
      ledger.completed(id, items.equals(items(id).toList()));
      ended();
    }

    private void ended() {
      assertInTime(id, end);
      window.release();
    }
  }
}
