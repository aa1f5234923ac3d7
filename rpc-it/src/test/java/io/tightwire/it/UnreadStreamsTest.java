package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests a client with little memory that opens more streams than it reads. */
final class UnreadStreamsTest extends ProcessScenario {

  private static final int STREAMS = 400;
  private static final int ITEM = 16_000;
  private static final int ENDLESS = 1_000_000;

  /** The bound on unread bytes of all streams together: a quarter of the memory. */
  private static final long PROMISED = ChildProcess.HEAP / 4;

  /** The other memory of a client: its code and buffers. */
  private static final long BESIDES = 24 << 20;

  private static final Duration QUIET = Duration.ofMillis(700);

  /** The source of the streams; counts their items. */
  private static final class Quarry extends Workbench {
    final AtomicLong given = new AtomicLong();

    @Override
    public Stream<byte[]> crates(int count, int bytes) {
      return Stream.generate(() -> new byte[bytes])
          .limit(count)
          .peek(crate -> given.incrementAndGet());
    }

    boolean isQuiet(AtomicLong seen) {
      return seen.getAndSet(given.get()) == given.get();
    }
  }

  /** A client in a separate process. */
  static final class Collector {

    static final String OPENED = "Opened";
    static final String HOLDS = "Holds ";
    static final String READ = "Read ";

    private Collector() {}

    public static void main(String[] args) throws IOException {
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      try (RpcClient client = RpcClient.connect(args[0])) {
        WorkshopStub workshop = new WorkshopStub(client);
        List<RemoteStream<byte[]>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
          streams.add(workshop.crates(ENDLESS, ITEM).remoteStreaming());
        }
        System.out.println(OPENED);
        for (String order; (order = orders.readLine()) != null; ) {
          if (order.equals(HOLDS)) {
            System.out.println(HOLDS + LiveHeap.bytes());
          } else {
            System.out.println(READ + read(streams, Integer.parseInt(order)));
          }
        }
      }
    }

    /** Reads from each of them; returns the number of bytes. */
    private static long read(List<RemoteStream<byte[]>> streams, int items) {
      long bytes = 0;
      for (RemoteStream<byte[]> stream : streams) {
        for (int i = 0; i < items; i++) {
          bytes += stream.next().length;
        }
      }
      return bytes;
    }
  }

  @Test
  void streamsThatAreNotReadDoNotExhaustTheirClientAndAllOfThemCanBeRead() throws IOException {
    Quarry quarry = new Quarry();
    RpcServer server = serve(RpcServer.builder().service(new WorkshopSkeleton(quarry)));
    ChildProcess client = ChildProcess.start(Collector.class, server.endpoint());
    tidy(client::kill);
    client.await(Collector.OPENED);
    AtomicLong seen = new AtomicLong(-1);
    await()
        .atMost(AT_ONCE)
        .pollInterval(QUIET)
        .until(() -> quarry.given.get() > STREAMS && quarry.isQuiet(seen));

    client.say(Collector.HOLDS);
    assertThat(Long.parseLong(client.await(Collector.HOLDS))).isLessThan(PROMISED + BESIDES);

    int items = 10;
    client.say(String.valueOf(items));
    assertThat(client.await(Collector.READ)).isEqualTo(String.valueOf(1L * STREAMS * items * ITEM));
  }
}
