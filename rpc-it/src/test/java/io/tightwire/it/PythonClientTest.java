package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a client written in Python, from docs/PROTOCOL.md alone, can call servers in Java. */
final class PythonClientTest extends ProcessScenario {

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final Signal begun = new Signal();
  private final Signal interrupted = new Signal();
  private final Signal left = new Signal();
  private final CompletableFuture<String> later = new CompletableFuture<>();

  @BeforeEach
  void requirePython() {
    Python.require();
  }

  /** A workshop that records what it does. */
  private final class Watched extends Workbench {

    @Override
    public String work(String what) {
      done.add(what);
      if (what.equals("endless")) {
        begun.raise();
        try {
          new Signal().await();
        } catch (Signal.InterruptedWait e) {
          interrupted.raise();
          throw e;
        }
      }
      return super.work(what);
    }

    @Override
    public void submit(String what) {
      done.add(what);
    }

    @Override
    public CompletionStage<String> workLater(String what) {
      begun.raise();
      return later;
    }

    @Override
    public Stream<Integer> numbers(int count) {
      return super.numbers(count).onClose(left::raise);
    }
  }

  private RpcServer.Builder watched() {
    return RpcServer.builder().service(new WorkshopSkeleton(new Watched()));
  }

  private ChildProcess connectTo(RpcServer server) throws IOException {
    ChildProcess client = startScript("client.py", server.endpoint());
    client.await("connected");
    return client;
  }

  @Test
  void everyModeGetsItsResponse() throws Exception {
    ChildProcess client = connectTo(serve(watched()));
    later.complete("made");

    client.say("call workshop/add [1, 2]");
    assertThat(client.await("workshop/add = ")).isEqualTo("3");
    client.say("call workshop/workLater [\"chairs\"]");
    assertThat(client.await("workshop/workLater = ")).isEqualTo("\"made\"");
    client.say("call workshop/countLater [1099511627776]");
    assertThat(client.await("workshop/countLater = ")).isEqualTo("1099511627777");
    client.say("with {\"trace\":\"7\"} workshop/metadata []");
    assertThat(client.await("workshop/metadata = ")).isEqualTo("{\"trace\": \"7\"}");
    client.say("tell workshop/submit [\"sweep\"]");
    client.say("call workshop/work [\"last\"]");
    assertThat(client.await("workshop/work = ")).isEqualTo("\"last done\"");
    await() // each has a separate thread
        .atMost(Signal.PATIENCE)
        .untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder("sweep", "last"));
    client.say("stream 256 1048576 workshop/feed [3]");
    assertThat(client.await("workshop/feed > 3")).isEmpty();
    client.await("workshop/feed ends");
  }

  @Test
  void streamsGoOnAsCreditIsGranted() throws Exception {
    ChildProcess client = connectTo(serve(watched()));

    client.say("stream 2 1000 workshop/numbers [300]");
    client.await("workshop/numbers ends");
    assertThat(client.toString())
        .contains(
            IntStream.rangeClosed(1, 300).mapToObj(i -> "workshop/numbers > " + i + "\n").toList());
    client.say("stream 100 1 workshop/crates [3, 10]"); // each is larger than what is granted
    client.await("workshop/crates ends");
  }

  @Test
  void streamThatItsReaderLeavesIsCancelled() throws Exception {
    ChildProcess client = connectTo(serve(watched()));
    client.say("take 3 workshop/numbers [1000000]");
    client.await("workshop/numbers > 3");
    left.await();
    assertThat(client.toString()).doesNotContain("> 4");
  }

  @Test
  void errorsAreReported() throws Exception {
    Bank bank = new OverdrawnBank();
    ChildProcess client =
        connectTo(
            serve(
                RpcServer.builder()
                    .service(new WorkshopSkeleton(new Workbench()))
                    .service(new BankSkeleton(bank))));

    client.say("call io.tightwire.it.Bank/withdraw [\"Ada\", [{\"bin\": \"04e2\"}, 2]]");
    assertThat(client.await("io.tightwire.it.Bank/withdraw ! "))
        .isEqualTo(
            "UNKNOWN true io.tightwire.it.Bank$OverdrawnException"
                + " [\"Ada\", [{\"bin\": \"04e2\"}, 2]] Ada lacks 12.50");
    client.say("call workshop/polish [\"chairs\"]");
    assertThat(client.await("workshop/polish ! ")).startsWith("UNIMPLEMENTED false None null");
    client.say("call workshop/add [1, \"two\"]");
    assertThat(client.await("workshop/add ! "))
        .startsWith("INTERNAL false None null")
        .contains("can't be decoded");
    client.say("call workshop/numbers [3]");
    assertThat(client.await("workshop/numbers ! ")).startsWith("INTERNAL false None null");
    client.say("call workshop/work [null]");
    assertThat(client.await("workshop/work ! ")).startsWith("INTERNAL false None null");
  }

  @Test
  void clientMakesNoCallsOfWhatIsNotReady() throws Exception {
    RpcServer server = serve(watched());
    server.health().set("workshop", false);
    ChildProcess client = connectTo(server);
    client.await("not ready: ['workshop']");
    client.say("call workshop/add [1, 2]");
    assertThat(client.await("workshop/add ! "))
        .startsWith("UNAVAILABLE false")
        .contains("not ready for workshop");
    client.say("call tightwire.Health/check []");
    assertThat(client.await("tightwire.Health/check = "))
        .isEqualTo("{\"\": true, \"workshop\": false}");
    assertThat(done).isEmpty();
  }

  /** A bank in which each withdrawal exceeds the balance by its amount. */
  private static final class OverdrawnBank implements Bank {

    @Override
    public Account open(String owner, Currency currency) {
      return new Account(owner, currency, BigDecimal.TEN);
    }

    @Override
    public Account withdraw(String owner, BigDecimal amount) throws OverdrawnException {
      throw new OverdrawnException(owner, amount);
    }

    @Override
    public CompletionStage<Account> withdrawLater(String owner, BigDecimal amount) {
      return new CompletableFuture<>();
    }

    @Override
    public Stream<Booking> bookings(String owner) {
      return Stream.of();
    }

    @Override
    public Optional<Account> find(String owner) {
      return Optional.empty();
    }

    @Override
    public Map<String, List<Booking>> ledger() {
      return Map.of();
    }
  }

  @Test
  void deadlineCallsItsHandlerOff() throws Exception {
    ChildProcess client = connectTo(serve(watched()));

    // On a busy machine a short deadline passes before the call comes to the server.
    for (int seconds = 1; !begun.isRaised(); seconds *= 2) {
      client.say("within " + seconds + " workshop/work [\"endless\"]");
      client.say("ping " + seconds);
      client.await("pong " + seconds);
    }

    client.await("workshop/work ! DEADLINE_EXCEEDED");
    interrupted.await();
  }

  @Test
  void callThatHasNoTimeLeftIsNotRun() throws Exception {
    ChildProcess client = connectTo(serve(watched()));
    client.say("frame [1, 99, \"workshop/work\", 0, 0, null, [\"too late\"]]");
    assertThat(client.await("frame [3, 99, "))
        .startsWith("\"DEADLINE_EXCEEDED\"")
        .endsWith("false]");
    assertThat(done).isEmpty();
  }

  @Test
  void cancelledCallIsCancelledOnTheServer() throws Exception {
    ChildProcess client = connectTo(serve(watched()));
    client.say("start workshop/work [\"endless\"]");
    begun.await();

    client.say("cancel");

    interrupted.await();
    client.say("call workshop/add [1, 2]");
    assertThat(client.await("workshop/add = ")).isEqualTo("3");
    assertThat(client.toString()).as("it gets no response").doesNotContain("workshop/work");
  }

  @Test
  void bothSidesRespondToPings() throws Exception {
    ChildProcess client =
        connectTo(serve(watched().heartbeat(Duration.ofMillis(50), Duration.ofSeconds(60))));
    client.say("ping hello");
    assertThat(client.await("pong ")).isEqualTo("hello");
    client.await("responded to a PING");
  }

  @Test
  void framesThatTheServerDoesNotKnowAreRefused() throws Exception {
    ChildProcess client = connectTo(serve(watched()));
    client.say("frame [77, 99, \"what\"]");
    assertThat(client.await("frame [3, 99, ")).startsWith("\"UNIMPLEMENTED\"");
    client.say("frame [77, 0, \"about the connection\"]");
    client.say("call workshop/add [1, 2]");
    assertThat(client.await("workshop/add = ")).isEqualTo("3");
  }

  @Test
  void requestsThatBreakARuleAreRefusedUnrun() throws Exception {
    ChildProcess client = connectTo(serve(watched()));
    String call = "frame [1, 99, \"workshop/work\", 0, null, ";
    String refused = "frame [3, 99, \"INTERNAL\", \"Undecodable frame: ";
    client.say(call + "42, [\"metadata\"]]");
    assertThat(client.await(refused + "The metadata")).endsWith("null, null, null, false]");
    client.say(call + "null, [" + "[".repeat(70) + "]".repeat(70) + "]]");
    assertThat(client.await(refused + "Value is nested")).endsWith("null, null, null, false]");
    client.say("frame [8, 99, \"whose?\"]");
    client.await(refused + "A frame of kind 8 is about the connection");
    client.say("call workshop/add [1, 2]");
    assertThat(client.await("workshop/add = ")).isEqualTo("3");
  }

  @Test
  void serverThatGoesAwayFinishesWhatIsOpen() throws Exception {
    RpcServer server = serve(watched());
    ChildProcess client = connectTo(server);
    client.say("start workshop/workLater [\"chairs\"]");
    begun.await();

    CompletableFuture<Void> shutdown = CompletableFuture.runAsync(server::close);
    client.await("told: the server is shutting down");
    later.complete("made");

    assertThat(client.await("workshop/workLater = ")).isEqualTo("\"made\"");
    client.await("left");
    assertThat(client.awaitExit()).isZero();
    assertThat(shutdown).succeedsWithin(AT_ONCE);
  }

  @Test
  void serverIsShutDownIfItAllowsThat() throws Exception {
    RpcServer server = serve(watched().allowRemoteShutdown(true));
    ChildProcess client = connectTo(server);
    client.say("frame [11, 99]");
    client.await("frame [2, 99, null]");
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
  }

  @Test
  void valuesOfEveryTypeComeBackAsTheyWent() throws Exception {
    ChildProcess client =
        connectTo(serve(RpcServer.builder().service(new MirrorSkeleton(new Reflection()))));
    String names = "[{\"bin\": \"00112233445566778899aabbccddeeff\"}, \"http://a/b\", \"GREEN\"]";
    String dateTime = "2024, 2, 29, 23, 59, 59, 1";

    assertReflected(client, "colour", "\"RED\"");
    assertReflected(client, "text", "\"Grüezi, 你好\"");
    assertReflected(client, "bytes", "{\"bin\": \"0102\"}");
    assertReflected(client, "boxes", "[true, null, 1099511627776, 3.5, \"four\", \"BLUE\", 6]");
    assertReflected(client, "containers", "{\"z\": [\"RED\", null], \"a\": []}");
    assertReflected(client, "optional", names);
    assertReflected(client, "set", "[\"RED\", \"BLUE\"]");
    assertReflected(
        client, "shape", "[\"Group\", [[[\"Circle\", [1.5]], [\"Degenerate\", \"POINT\"]]]]");
    String deep =
        "[\"Group\", [[".repeat(20) + "[\"Circle\", [1.5]]" + "]]]".repeat(20); // 62 levels
    assertReflected(client, "shape", deep);
    assertReflected(client, "matrix", "[" + "[0], ".repeat(70_000) + "[1]]");
    assertReflected(client, "page", "[[" + names + "], null, 2]");
    assertReflected(client, "matrix", "[[1, -2], [], [2147483647]]");
    assertReflected(client, "array", "[" + names + ", " + names + "]");
    assertReflected(client, "instant", "{\"time\": [-1, 999999999]}");
    assertReflected(
        client,
        "times",
        String.join(
            ", ",
            "[{\"time\": [1, 5]}",
            "[-1, 999999999]",
            "[2024, 2, 29]",
            "[23, 59, 59, 1]",
            "[" + dateTime + "]",
            "[" + dateTime + ", 19800]",
            "[" + dateTime + ", 3600, \"Europe/Zurich\"]",
            "\"America/St_Johns\"]"));
    reflect(client, "names", names);
    assertThat(client.await("io.tightwire.it.Mirror/names = ")).isEqualTo(names);
    reflect(client, "numbers", "[{\"bin\": \"ff01\"}, [{\"bin\": \"04e2\"}, -2]]");
    assertThat(client.await("io.tightwire.it.Mirror/numbers = "))
        .isEqualTo("[{\"bin\": \"ff01\"}, [{\"bin\": \"04e2\"}, -2]]");
    reflect(client, "primitives", "[true, -1, 300, 65535, 7, 8, {\"single\": 1.5}, 2.5]");
    assertThat(client.await("io.tightwire.it.Mirror/primitives = "))
        .isEqualTo("[true, -1, 300, 65535, 7, 8, 1.5, 2.5]");
    client.say("stream 1 1 io.tightwire.it.Mirror/stream [[" + names + ", " + names + "]]");
    client.await("io.tightwire.it.Mirror/stream ends");
  }

  /** Returns the argument of a method with one parameter as its result. */
  private static void assertReflected(ChildProcess client, String method, String value) {
    reflect(client, method, "[" + value + "]");
    assertThat(client.await("io.tightwire.it.Mirror/" + method + " = " + value)).isEmpty();
  }

  private static void reflect(ChildProcess client, String method, String arguments) {
    client.say("call io.tightwire.it.Mirror/" + method + " " + arguments);
  }

  @Test
  void handlersKnowItsKeyAndUnknownKeysDoNotComeIn() throws Exception {
    CurveKeyPair keys = CurveKeyPair.generate();
    CurveKeyPair ada = CurveKeyPair.generate();
    CurveKeyPair mallory = CurveKeyPair.generate();
    Path adasFile = directory.resolve("ada.key");
    Path mallorysFile = directory.resolve("mallory.key");
    ada.write(adasFile);
    mallory.write(mallorysFile);
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(
                    new WorkshopSkeleton(
                        new Workbench() {
                          @Override
                          public String work(String what) {
                            return RpcContext.current().peerKey().orElse("nobody");
                          }
                        }))
                .curve(keys, CurveAllowList.of(ada.publicKey())));

    ChildProcess known =
        startScript("client.py", server.endpoint(), adasFile.toString(), keys.publicKey());
    known.await("connected");
    known.say("call workshop/work [\"\"]");
    assertThat(known.await("workshop/work = ")).isEqualTo('"' + ada.publicKey() + '"');
    ChildProcess unknown =
        startScript("client.py", server.endpoint(), mallorysFile.toString(), keys.publicKey());
    assertThat(unknown.await("connection ! ")).startsWith("UNAUTHENTICATED false");
  }
}
