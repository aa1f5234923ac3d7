package io.tightwire.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Tests that large requests use memory only while they are received and run. */
final class LargeRequestsTest extends ProcessScenario {

  private static final int MIB = 1 << 20;
  private static final int CLIENTS = 20;
  private static final int LARGE = 15_000_000;

  /**
   * The heartbeat. A small message makes JeroMQ's decoder release the large one before it; here
   * none arrives in time.
   */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  /** The bytes that other work in this process may use. */
  private static final long NOISE = 12 * MIB;

  /** The time that each call takes: its request stays in memory while others are received. */
  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(100);

  /** A warehouse that takes its time, and returns the stored number of bytes. */
  private static final class Warehouse extends Workbench {
    @Override
    public byte[] store(byte[] bytes) {
      LockSupport.parkNanos(WORK);
      return Integer.toString(bytes.length).getBytes(US_ASCII);
    }
  }

  /** A warehouse server in a separate process. */
  static final class WarehouseProcess {
    private WarehouseProcess() {}

    /** Serves at an endpoint. */
    public static void main(String[] args) throws Exception {
      RpcServer server =
          RpcServer.builder()
              .service(new WorkshopSkeleton(new Warehouse()))
              .lane("narrow", 1)
              .build();
      server.bind(args[0]);
      server.start();
      System.out.println(ServerProcess.SERVING + server.endpoint());
      server.awaitTermination();
    }
  }

  @Test
  void clientsThatSendLargeRequestsTogetherAreAllServed() throws Exception {
    ChildProcess server = launch(WarehouseProcess.class, anywhere());
    List<WorkshopStub> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      WorkshopStub client = visit(endpointOf(server));
      assertThat(client.add(1, 2).remote(LONG)).isEqualTo(3);
      clients.add(client);
    }
    byte[] large = new byte[LARGE];
    for (int round = 0; round < 2; round++) {
      List<CompletableFuture<byte[]>> calls = new ArrayList<>();
      for (WorkshopStub client : clients) {
        calls.add(client.store(large).remoteFuture());
      }
      for (CompletableFuture<byte[]> call : calls) {
        assertThat(call.get(LONG.toSeconds(), SECONDS)).asString().isEqualTo("" + LARGE);
      }
    }
  }

  @Test
  void valuesOfConcurrentCallsStayApart() throws Exception {
    RpcServer server = serve(RpcServer.builder().service(new WorkshopSkeleton(new Workbench())));
    WorkshopStub client = visit(server.endpoint());
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      Random random = new Random(caller);
      callers.add(
          CompletableFuture.runAsync(
              () -> {
                List<byte[]> sent = new ArrayList<>();
                List<byte[]> returned = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                  byte[] value = new byte[30_000 + random.nextInt(200_000)];
                  random.nextBytes(value);
                  sent.add(value);
                  returned.add(client.store(value).remote(LONG));
                }
                assertThat(returned).containsExactlyElementsOf(sent);
              }));
    }
    for (CompletableFuture<Void> caller : callers) {
      caller.get(LONG.toSeconds(), SECONDS);
    }
  }

  @Test
  void idleConnectionsKeepNothingOfWhatCameByThem() {
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(new WorkshopSkeleton(new Workbench()))
                .heartbeat(SILENCE, SILENCE.multipliedBy(2)));
    idleConnectionsKeepNothing(RpcClient.builder().endpoint(server.endpoint()));
  }

  @Test
  void idleEncryptedConnectionsKeepNothingOfWhatCameByThem() {
    CurveKeyPair keys = CurveKeyPair.generate();
    CurveKeyPair client = CurveKeyPair.generate();
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(new WorkshopSkeleton(new Workbench()))
                .heartbeat(SILENCE, SILENCE.multipliedBy(2))
                .curve(keys, CurveAllowList.of(client.publicKey())));
    idleConnectionsKeepNothing(
        RpcClient.builder().endpoint(server.endpoint()).curve(client, keys.publicKey()));
  }

  private void idleConnectionsKeepNothing(RpcClient.Builder builder) {
    List<WorkshopStub> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RpcClient.Builder silent = builder.heartbeat(SILENCE, SILENCE.multipliedBy(2));
      WorkshopStub client = new WorkshopStub(connect(silent));
      assertThat(client.add(1, 2).remote(LONG)).isEqualTo(3);
      clients.add(client);
    }
    long before = LiveHeap.bytes();
    for (WorkshopStub client : clients) {
      assertThat(client.store(new byte[3 * MIB]).remote(LONG)).hasSize(3 * MIB);
    }
    await()
        .atMost(AT_ONCE)
        .untilAsserted(
            () -> assertThat(LiveHeap.bytes() - before).as("bytes kept").isLessThan(NOISE));
    assertThat(clients).hasSize(8); // and still connected
  }
}
