package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RemoteCall;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests clients that request far more from a server than its memory can hold. */
final class ResponseFloodTest extends ProcessScenario {

  private static final int LARGE = 4 << 20;
  private static final int DEAF_CLIENTS = 25;
  private static final int LARGE_EACH = 3;

  private static final int CRATE = 100_000;
  private static final int READERS = 8;
  private static final int CRATES_EACH = 1_500;

  private static final int STREAMS = 1_500;
  private static final int ENDLESS = 1_000_000;
  private static final int ITEM = 16_000;

  /**
   * The bound on responses for all clients together: a quarter of the heap, or four of the largest
   * messages.
   */
  private static final long PROMISED = Math.max(ChildProcess.HEAP / 4, 4 * (16 << 20));

  /** The other memory of a server: its code and buffers, and garbage. */
  private static final long BESIDES = 24 << 20;

  /** A server in a separate process, which prints its live heap for each line that it reads. */
  static final class Storehouse {

    static final String SERVING = "Serving at ";
    static final String HOLDS = "Holds ";

    private Storehouse() {}

    public static void main(String[] args) throws IOException {
      RpcServer server =
          RpcServer.builder()
              .service(new WorkshopSkeleton(new Workbench()))
              .lane("narrow", 1)
              .build();
      server.bind(args[0]);
      server.start();
      System.out.println(SERVING + server.endpoint());
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      while (orders.readLine() != null) {
        System.out.println(HOLDS + LiveHeap.bytes());
      }
    }
  }

  private ChildProcess storehouse() throws IOException {
    ChildProcess server = ChildProcess.start(Storehouse.class, anywhere());
    tidy(server::kill);
    return server;
  }

  @Test
  void largeResponsesThatAreNotReadStayWithinTheirShareOfTheHeap() throws IOException {
    ChildProcess server = storehouse();
    String endpoint = server.await(Storehouse.SERVING);
    WorkshopStub reader = visit(endpoint);
    for (int i = 0; i < DEAF_CLIENTS; i++) {
      DeafClient client = DeafClient.connect(endpoint);
      tidy(client::close);
      for (int j = 0; j < LARGE_EACH; j++) {
        client.ask(WorkshopMethods.FETCH, LARGE);
      }
      assertThat(reader.add(i, 1).remote(LONG)).isEqualTo(i + 1);
    }
    server.say("how much?");

    assertThat(Long.parseLong(server.await(Storehouse.HOLDS))).isLessThan(PROMISED + BESIDES);
    assertThat(reader.fetch(CRATE).remote(LONG)).hasSize(CRATE);
  }

  @Test
  void streamsThatAreNotReadShareABoundToo() throws IOException {
    ChildProcess server = storehouse();
    String endpoint = server.await(Storehouse.SERVING);
    WorkshopStub reader = visit(endpoint);
    DeafClient client = DeafClient.connect(endpoint);
    tidy(client::close);
    for (int i = 0; i < STREAMS; i++) {
      client.ask(WorkshopMethods.CRATES, ENDLESS, ITEM);
      if (i % 100 == 0) {
        assertThat(reader.add(i, 1).remote(LONG)).isEqualTo(i + 1);
      }
    }
    server.say("how much?");

    assertThat(Long.parseLong(server.await(Storehouse.HOLDS))).isLessThan(PROMISED + BESIDES);
    assertThat(reader.crates(100, ITEM).remoteStreaming().next()).hasSize(ITEM);
  }

  private static CompletableFuture<Integer> length(RemoteCall<byte[]> call) {
    return call.remoteAsync().thenApply(crate -> crate.length).toCompletableFuture();
  }

  @Test
  void burstsOfClientsThatReadAreServedToTheLast() throws IOException {
    ChildProcess server = storehouse();
    String endpoint = server.await(Storehouse.SERVING);
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      WorkshopStub reader =
          new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint).timeout(LONG)));
      for (int j = 0; j < CRATES_EACH; j++) {
        calls.add(length(reader.fetch(CRATE)));
      }
    }

    assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)))
        .succeedsWithin(LONG);
    assertThat(calls).allSatisfy(call -> assertThat(call).isCompletedWithValue(CRATE));
  }
}
