package io.tightwire.it.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.CallListener;
import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerInterceptor;
import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.ServerAddress;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets of docs/GUIDE.md. */
@SuppressWarnings("NullAway.Init") // JUnit sets up
final class GuideTest {

  private static final Order CHAIRS =
      new Order("7", List.of(new Order.Line("chair", 2), new Order.Line("table", 1)));
  private static final Order TOO_MANY = new Order("8", List.of(new Order.Line("chair", 99)));

  /** Referenced: else the garbage collector might drop its filter. */
  private static final Logger ORDERS = Logger.getLogger("orders");

  private final OrderBook book = new OrderBook();
  private RpcServer server;
  private RpcClient client;
  private OrdersStub orders;

  @BeforeEach
  void serve(@TempDir Path directory) {
    String endpoint = "ipc://" + directory.resolve("orders");

    RpcServer server =
        RpcServer.builder().service(new OrdersSkeleton(book)).lane("stocktaking", 1).build();
    server.bind(endpoint);
    server.start();

    RpcClient client = RpcClient.connect(endpoint);
    OrdersStub orders = new OrdersStub(client);

    this.server = server;
    this.client = client;
    this.orders = orders;
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void firstCall() {
    Receipt receipt = orders.place(CHAIRS).remote();
    assertThat(receipt.orderId()).isEqualTo("7");
  }

  @Test
  void localCodeNeedNotKnow() throws OutOfStockException {
    Orders local = orders.blocking();
    Receipt receipt = local.place(CHAIRS);
    assertThat(receipt.orderId()).isEqualTo("7");
  }

  @Test
  void modes() throws Exception {
    Receipt receipt = orders.place(CHAIRS).remote(); // blocks
    CompletableFuture<Quote> quote = orders.quote(CHAIRS).remoteFuture(); // returns immediately
    orders.note("two chairs, one table").remoteOneWay(); // no response, no failure
    assertThat(receipt.orderId()).isEqualTo("7");
    assertThat(quote.get(30, TimeUnit.SECONDS).price()).isEqualByComparingTo("10");
    await().until(() -> book.notes.contains("two chairs, one table"));
  }

  @Test
  void streams() {
    var unused = orders.place(CHAIRS).remote();
    List<Order> found = new ArrayList<>();

    try (RemoteStream<Order> all = orders.all().remoteStreaming()) {
      for (Order order : all) {
        found.add(order);
        if (found.size() == 100) {
          break; // closing the stream stops the server
        }
      }
    }

    assertThat(found).containsExactly(CHAIRS);
  }

  @Test
  void publishers() {
    List<Change> seen = new CopyOnWriteArrayList<>();

    Flow.Publisher<Change> changes = orders.changes().remotePublisher(); // no call yet
    changes.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(
                10); // the server sends ten items, and no more until the next request
          }

          @Override
          public void onNext(Change change) {
            seen.add(change);
          }

          @Override
          public void onError(Throwable failure) {
            System.err.println("no more changes: " + failure.getMessage());
          }

          @Override
          public void onComplete() {}
        });

    await().until(() -> book.changes.getNumberOfSubscribers() == 1);
    var unused = orders.place(CHAIRS).remote();
    await().until(() -> seen.contains(new Change.Placed(CHAIRS)));
  }

  @Test
  void errors() {
    List<String> told = new ArrayList<>();

    try {
      Receipt receipt = orders.place(TOO_MANY).remote();
      System.out.println(receipt);
    } catch (RpcRemoteException e) { // the handler threw an exception
      if (e.getCause() instanceof OutOfStockException sold) {
        told.add("only " + sold.left() + " left");
      }
    } catch (RpcTimeoutException e) {
      told.add("took too long");
    } catch (RpcUnavailableException e) {
      told.add(e.mayHaveExecuted() ? "may have run" : "has not run: retry");
    } catch (RpcException e) { // all of them
      told.add(e.status() + ": " + e.getMessage());
    }

    assertThat(told).containsExactly("only 10 left");
  }

  @Test
  void deadlines() {
    int pieces = orders.count("A7").remote(Duration.ofSeconds(5));
    Order order = orders.find("7").withTimeout(Duration.ofMillis(500)).remote().orElse(CHAIRS);
    CompletableFuture<Integer> counting = orders.count("A8").remoteFuture();
    counting.cancel(true); // the handler is told

    assertThat(pieces).isEqualTo(10);
    assertThat(order).isEqualTo(CHAIRS);
    assertThat(counting).isCancelled();
  }

  @Test
  void interceptors() {
    Map<String, Long> millis = new ConcurrentHashMap<>();

    ServerInterceptor meter =
        call -> end -> millis.merge(call.method(), end.elapsed().toMillis(), Long::sum);

    Set<String> readers = Set.of("find", "all");
    ServerInterceptor readOnly =
        call -> {
          if (!readers.contains(call.method())) {
            throw RpcPermissionException.denied(call.method() + " is not for you");
          }
          return CallListener.NONE;
        };

    List<String> logged = new CopyOnWriteArrayList<>();
    ORDERS.setFilter(entry -> !logged.add(entry.getMessage()));
    System.Logger log = System.getLogger("orders");

    ServerInterceptor failures =
        call ->
            end -> {
              if (!end.isOk()) {
                log.log(
                    Level.WARNING, call.method() + ": " + end.status(), end.failure().orElse(null));
              }
            };

    try (RpcServer guarded =
        RpcServer.builder()
            .service(new OrdersSkeleton(book))
            .lane("stocktaking", 1)
            .interceptor(meter)
            .interceptor(failures)
            .interceptor(readOnly)
            .build()) {
      String endpoint = guarded.bind("inproc://*");
      guarded.start();
      try (RpcClient reader = RpcClient.connect(endpoint)) {
        OrdersStub readable = new OrdersStub(reader);
        assertThat(readable.find("7").remote()).isEmpty();
        assertThatThrownBy(() -> readable.place(CHAIRS).remote())
            .isInstanceOf(RpcPermissionException.class)
            .hasMessageContaining("place is not for you");
        assertThat(millis).containsKey("find");
        await().until(() -> logged.equals(List.of("place: PERMISSION_DENIED")));
      }
    }
  }

  @Test
  void limits() {
    RpcServer server =
        RpcServer.builder()
            .service(new OrdersSkeleton(book))
            .lane("stocktaking", 1)
            .maxConcurrentCalls(64) // running at a time, on the common lane
            .maxQueuedCalls(1_000) // waiting, on each lane
            .maxOpenCallsPerClient(200)
            .maxConnections(500)
            .maxMessageSize(1 << 20)
            .heartbeat(Duration.ofSeconds(2), Duration.ofSeconds(6))
            .drainTimeout(Duration.ofSeconds(20))
            .build();
    assertThat(server.endpoints()).isEmpty();
    server.close();
  }

  @Test
  void registration() {
    List<ServerAddress> listed = new CopyOnWriteArrayList<>();
    Registrar registrar = self -> new Listing(listed, self);

    RpcServer server =
        RpcServer.builder()
            .service(new OrdersSkeleton(book))
            .lane("stocktaking", 1)
            .registrar(registrar) // or .register("zookeeper://zk1:2181/orders")
            .advertise("tcp://10.0.0.7:5555") // the endpoint that clients are told
            .attribute("zone", "eu-1a")
            .weight(2) // twice as many calls as others
            .maxConnectionAge(Duration.ofMinutes(30))
            .build();

    server.bind("inproc://*");
    server.start();
    await().until(server::isRegistered);
    assertThat(listed)
        .containsExactly(new ServerAddress("tcp://10.0.0.7:5555", 2, Map.of("zone", "eu-1a")));
    server.close();
    assertThat(listed).isEmpty();
  }

  /** One server in a list. */
  private record Listing(List<ServerAddress> all, ServerAddress self)
      implements Registrar.Registration {

    Listing {
      all.add(self);
    }

    @Override
    public boolean isRegistered() {
      return all.contains(self);
    }

    @Override
    public void update(Map<String, String> attributes) {
      throw new UnsupportedOperationException("Servers do not change their attributes");
    }

    @Override
    public void close() {
      all.remove(self);
    }
  }

  @Test
  void shutdown() throws Exception {
    client.shutdownServer(); // over ipc and inproc, or if the server allows it
    boolean over = server.awaitTermination(Duration.ofSeconds(30));
    assertThat(over).isTrue();

    client.close();
    assertThatThrownBy(() -> orders.count("A7").remote()).isInstanceOf(RpcCancelledException.class);
  }
}
