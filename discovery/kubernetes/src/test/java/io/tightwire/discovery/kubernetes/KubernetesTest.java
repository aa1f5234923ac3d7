package io.tightwire.discovery.kubernetes;

import static io.tightwire.discovery.kubernetes.Slices.PORT;
import static io.tightwire.discovery.kubernetes.Slices.bookmark;
import static io.tightwire.discovery.kubernetes.Slices.event;
import static io.tightwire.discovery.kubernetes.Slices.list;
import static io.tightwire.discovery.kubernetes.Slices.pod;
import static io.tightwire.discovery.kubernetes.Slices.port;
import static io.tightwire.discovery.kubernetes.Slices.slice;
import static io.tightwire.discovery.kubernetes.Slices.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcRequest;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import io.tightwire.codec.Codecs;
import io.tightwire.discovery.Resolver;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Finds pods by an API server, also while it fails, is replaced or sends nonsense. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit sets up
class KubernetesTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ONE = "[tcp://10.0.0.7:5555]";
  private static KeyStore keys;

  @TempDir Path account;

  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final Told told = new Told();
  private FakeApiServer api;
  private Resolver.Watch watch = Resolver.Watch.NONE;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    keys = FakeApiServer.certificate(folder);
  }

  @BeforeEach
  void serve() throws Exception {
    api = new FakeApiServer(keys);
    Files.writeString(account.resolve("token"), "first\n");
    Files.writeString(account.resolve("namespace"), "prod");
    Files.writeString(account.resolve("ca.crt"), FakeApiServer.pem(keys));
  }

  @AfterEach
  void close() {
    watch.close();
    api.close();
    timers.shutdownNow();
  }

  private Resolver resolver(String target) {
    return KubernetesResolverProvider.resolver(
        KubernetesTarget.of(URI.create(target)), new ApiAccess(api.uri(), account), () -> timers);
  }

  private void start() {
    watch = resolver("kubernetes://orders:tightwire").watch(told);
  }

  /** Returns a list of one pod, without the attributes that other tests are about. */
  private static String one(int version) {
    return list(version, slice("a", version, PORT, bare("10.0.0.7")));
  }

  private static String bare(String address) {
    return "{\"addresses\":[\"" + address + "\"],\"conditions\":{\"ready\":true}}";
  }

  /** Watches a list of one pod; returns the watch, which has no event yet. */
  private FakeApiServer.Watch watchOne() throws Exception {
    api.list = one(7);
    start();
    assertThat(told.next()).isEqualTo(ONE);
    return api.nextWatch();
  }

  @Test
  void listIsReadAndFollowed() throws Exception {
    api.list =
        list(
            7,
            slice("a", 5, PORT, bare("10.0.0.7"), pod("p", "10.0.0.9", "\"ready\":false")),
            slice("b", 6, PORT, bare("10.0.0.8")));
    start();
    assertThat(told.next()).isEqualTo("[tcp://10.0.0.7:5555, tcp://10.0.0.8:5555]");
    FakeApiServer.Watch followed = api.nextWatch();
    assertThat(followed.request().path())
        .isEqualTo("/apis/discovery.k8s.io/v1/namespaces/prod/endpointslices");
    assertThat(followed.request().query())
        .contains(
            "labelSelector=kubernetes.io/service-name=orders",
            "resourceVersion=7",
            "timeoutSeconds=");

    followed.send(event("ADDED", slice("c", 8, PORT, bare("10.0.0.9"))));
    assertThat(told.next())
        .isEqualTo("[tcp://10.0.0.7:5555, tcp://10.0.0.8:5555, tcp://10.0.0.9:5555]");
    followed.send(event("MODIFIED", slice("c", 9, PORT)));
    assertThat(told.next()).isEqualTo("[tcp://10.0.0.7:5555, tcp://10.0.0.8:5555]");
    followed.send(event("DELETED", slice("b", 10, PORT, bare("10.0.0.8"))));
    assertThat(told.next()).isEqualTo(ONE);
    followed.send(event("DELETED", slice("a", 11, PORT)));
    assertThat(told.next()).isEqualTo("[]");
  }

  @Test
  void watchGoesOnFromTheLastBookmarkWhenItIsCut() throws Exception {
    FakeApiServer.Watch first = watchOne();
    first.send(event("MODIFIED", slice("a", 8, PORT, bare("10.0.0.7"))), bookmark(12));
    first.cut();
    FakeApiServer.Watch second = api.nextWatch();
    assertThat(second.request().query()).contains("resourceVersion=12");
    second.end();
    FakeApiServer.Watch third = api.nextWatch();
    assertThat(third.request().query()).contains("resourceVersion=12");
    assertThat(told.isSilent()).as("nothing has changed").isTrue();
    assertThat(api.requests).filteredOn(request -> !request.isWatch()).hasSize(1);
  }

  @Test
  void listIsReadAgainWhenItsVersionIsForgotten() throws Exception {
    FakeApiServer.Watch first = watchOne();
    api.list = list(20, slice("a", 19, PORT, bare("10.0.0.8")));
    first.send(event("ERROR", status(410, "too old resource version")));
    assertThat(told.next()).isEqualTo("[tcp://10.0.0.8:5555]");
    assertThat(api.nextWatch().request().query()).contains("resourceVersion=20");
  }

  @Test
  void listIsReadAgainWhenTheWatchIsRefusedForItsVersion() throws Exception {
    FakeApiServer.Watch first = watchOne();
    api.list = list(20, slice("a", 19, PORT, bare("10.0.0.8")));
    api.watchStatus = 410;
    first.end();
    assertThat(told.next()).isEqualTo("[tcp://10.0.0.8:5555]");
    api.watchStatus = 200;
    FakeApiServer.Watch next = api.nextWatch();
    assertThat(next.request().query()).contains("resourceVersion=20");
    next.send(event("ADDED", slice("b", 21, PORT, bare("10.0.0.9"))));
    assertThat(told.next()).as("410 is no failure").contains("10.0.0.9");
  }

  @Test
  void apiServerThatIsAwayIsAFailureAndTheListIsToldAgainAfterwards() throws Exception {
    FakeApiServer.Watch first = watchOne();
    api.status = 503;
    first.cut();
    assertThat(told.next())
        .isEqualTo("failed: the API server refuses to list EndpointSlices (503: no luck)");
    api.status = 200;
    watch.refresh();
    assertThat(told.next()).isEqualTo(ONE);
    assertThat(api.nextWatch().request().query()).contains("resourceVersion=7");
  }

  @Test
  void apiServerThatDoesNotListenIsAFailure() throws Exception {
    watchOne();
    api.close();
    assertThat(told.next())
        .startsWith("failed: the API server at " + api.uri() + " does not respond: ");
  }

  @Test
  void watchThatIsSilentForTooLongEnds() throws Exception {
    ApiClient client = new ApiClient(new ApiAccess(api.uri(), account), timers);
    try (ApiClient.Response response = client.get("/?watch=true", Duration.ofMillis(200))) {
      api.nextWatch();
      assertThat(new EventLines(response.body()).next()).isNull();
    } finally {
      client.close();
    }
  }

  @Test
  void tokenIsReadForEachRequest() throws Exception {
    FakeApiServer.Watch first = watchOne();
    assertThat(first.request().authorization()).isEqualTo("Bearer first");
    Files.writeString(account.resolve("token"), "second");
    first.end();
    assertThat(api.nextWatch().request().authorization()).isEqualTo("Bearer second");
  }

  @Test
  void tokenThatIsNotAcceptedIsAFailureThatNeverShowsIt() throws Exception {
    api.status = 401;
    start();
    assertThat(told.next())
        .isEqualTo(
            "failed: the API server does not accept the token of the pod's service account"
                + " (401: no luck)");
    Files.writeString(account.resolve("token"), "some\nsecret");
    assertThat(told.next()).contains("token does not have one word").doesNotContain("some");
    Files.delete(account.resolve("token"));
    assertThat(told.next()).contains("cannot read ", "automountServiceAccountToken");
    Files.writeString(account.resolve("token"), "third");
    api.list = one(7);
    api.status = 200;
    assertThat(told.until(ONE)).allMatch(text -> text.startsWith("failed: "));
  }

  @Test
  void missingRoleIsNamed() throws Exception {
    api.status = 403;
    start();
    assertThat(told.next())
        .contains(
            "may not list or watch EndpointSlices in the namespace prod (403: no luck)",
            "apiGroups: [\"discovery.k8s.io\"]",
            "resources: [\"endpointslices\"]",
            "verbs: [\"list\", \"watch\"]");
  }

  @Test
  void malformedListIsAFailureAndTheLastOneStays() throws Exception {
    FakeApiServer.Watch first = watchOne();
    api.list = "{\"items\":[{\"metadata\":{}}]";
    first.send("{\"type\":\"MODIFIED\"");
    assertThat(told.next())
        .startsWith("failed: the API server's response is malformed: at character");
    api.list = "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":7}";
    assertThat(
            told.until(
                "failed: the API server's response is malformed: \"items\" is missing, or is no array"))
        .allMatch(text -> text.startsWith("failed: "));
    api.list = one(9);
    assertThat(told.until(ONE)).allMatch(text -> text.startsWith("failed: "));
  }

  @Test
  void hugeListIsAFailure() throws Exception {
    api.list = "{\"items\":\"" + "x".repeat(KubernetesWatch.MAX_LIST_BYTES) + "\"}";
    start();
    assertThat(told.next()).contains("the list has more than 16777216 bytes");
  }

  @Test
  void hugeEventIsAFailureAndTheListIsReadAgain() throws Exception {
    FakeApiServer.Watch first = watchOne();
    api.list = list(20, slice("a", 19, PORT, bare("10.0.0.8")));
    first.send("{\"type\":\"" + "x".repeat(EventLines.MAX_BYTES) + "\"}");
    assertThat(told.next()).contains("an event has more than 4194304 bytes");
    assertThat(told.next()).isEqualTo("[tcp://10.0.0.8:5555]");
  }

  @Test
  void portThatNoSliceHasIsAFailureUntilOneHasIt() throws Exception {
    api.list = list(7, slice("a", 7, port("http", 80), bare("10.0.0.7")));
    start();
    assertThat(told.next()).contains("has the TCP port tightwire; name one of http=80");
    api.nextWatch().send(event("MODIFIED", slice("a", 8, PORT, bare("10.0.0.7"))));
    assertThat(told.next()).isEqualTo(ONE);
  }

  @Test
  void serverOfAnotherCaGetsNoToken(@TempDir Path folder) throws Exception {
    Files.writeString(
        account.resolve("ca.crt"), FakeApiServer.pem(FakeApiServer.certificate(folder)));
    start();
    assertThat(told.next()).contains("does not respond", "is its certificate one of the CA in");
    assertThat(api.requests).isEmpty();

    Files.writeString(account.resolve("ca.crt"), FakeApiServer.pem(keys));
    api.list = one(7);
    assertThat(told.until(ONE)).allMatch(text -> text.startsWith("failed: "));
  }

  @Test
  void closedWatchEndsItsThread() throws Exception {
    watchOne();
    assertThat(threads()).contains("tightwire-kubernetes-orders");
    watch.close();
    await().atMost(LONG).until(() -> threads().isEmpty());
    assertThat(told.isSilent()).isTrue();
  }

  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("tightwire-kubernetes")) {
        assertThat(thread.isDaemon()).isTrue();
        names.add(thread.getName());
      }
    }
    return names;
  }

  // --- with a client ---

  private static final MethodDescriptor<Integer> PORT_OF_SERVER =
      MethodDescriptor.unary("a.Test", "port", 0, Codecs.INT);

  private static RpcServer start(int[] port) {
    RpcServer server =
        RpcServer.builder()
            .service(
                new RpcSkeleton() {
                  @Override
                  public String serviceName() {
                    return "a.Test";
                  }

                  @Override
                  public List<ServerMethod<?>> methods() {
                    Invocation<Integer> body = () -> port[0];
                    return List.of(ServerMethod.returning(PORT_OF_SERVER, in -> body));
                  }
                })
            .build();
    port[0] = URI.create(server.bind("tcp://127.0.0.1:*")).getPort();
    server.start();
    return server;
  }

  private static int call(RpcClient client) {
    return client.call(RpcRequest.of(PORT_OF_SERVER, out -> {}).withTimeout(LONG));
  }

  @Test
  void clientFollowsTheService() throws Exception {
    int[] one = new int[1];
    int[] two = new int[1];
    try (RpcServer first = start(one);
        RpcServer second = start(two)) {
      api.list =
          list(
              7,
              slice("a", 5, port("tightwire", one[0]), bare("127.0.0.1")),
              slice("b", 6, port("tightwire", two[0]), bare("127.0.0.1")));
      try (RpcClient client =
          RpcClient.builder().resolver(resolver("kubernetes://orders.prod:tightwire")).build()) {
        Set<Integer> called = new TreeSet<>();
        await()
            .atMost(LONG)
            .untilAsserted(
                () -> {
                  called.add(call(client));
                  assertThat(called).hasSize(2);
                });
        assertThat(called).containsExactlyInAnyOrder(one[0], two[0]);

        api.nextWatch().send(event("DELETED", slice("b", 8, port("tightwire", two[0]))));
        await()
            .atMost(LONG)
            .until(
                () ->
                    client.servers().stream()
                        .map(ServerStatus::endpoint)
                        .toList()
                        .equals(List.of(first.endpoint())));
        for (int i = 0; i < 20; i++) {
          assertThat(call(client)).isEqualTo(one[0]);
        }
        assertThat(second.endpoint()).endsWith(":" + two[0]);
      }
    }
  }
}
