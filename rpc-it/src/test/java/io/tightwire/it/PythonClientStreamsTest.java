package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that the client written in Python can send streams to servers in Java. */
final class PythonClientStreamsTest extends ProcessScenario {

  private final Signal begun = new Signal();
  private final Signal released = new Signal();
  private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();

  @BeforeEach
  void requirePython() {
    Python.require();
  }

  /** A depot that records what ends its streams. */
  private final class Watched implements Depot {

    @Override
    public long sum(Stream<Integer> numbers) {
      try {
        return numbers.peek(number -> begun.raise()).mapToLong(Integer::intValue).sum();
      } catch (RuntimeException e) {
        thrown.set(e);
        throw e;
      }
    }

    @Override
    public int first(int least, Stream<Integer> numbers) {
      int found;
      if (least <= 0) {
        return 0;
      }
      try (numbers) {
        found = numbers.filter(number -> number >= least).findFirst().orElse(-1);
      }
      released.await();
      return found;
    }

    @Override
    public CompletionStage<Long> store(String name, Flow.Publisher<byte[]> parts) {
      CompletableFuture<Long> stored = new CompletableFuture<>();
      parts.subscribe(
          new Flow.Subscriber<>() {
            private long bytes;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(byte[] part) {
              bytes += part.length;
            }

            @Override
            public void onError(Throwable failure) {
              boolean unused = stored.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
              boolean unused = stored.complete(bytes);
            }
          });
      return stored;
    }

    @Override
    public Stream<Integer> squares(Stream<Integer> numbers) {
      return numbers.map(number -> number * number);
    }

    @Override
    public Flow.Publisher<String> upper(Flow.Publisher<String> texts) {
      return texts;
    }
  }

  private ChildProcess connected() throws IOException {
    RpcServer server = serve(RpcServer.builder().service(new DepotSkeleton(new Watched())));
    ChildProcess client = startScript("client.py", server.endpoint());
    client.await("connected");
    return client;
  }

  @Test
  void itemsAreSentAsFarAsTheyAreAskedFor() throws Exception {
    ChildProcess client = connected();
    client.say("upload numbers:5000 depot/sum []");
    assertThat(client.await("depot/sum = ")).isEqualTo("12502500");
    released.raise();
    client.say("upload numbers:0 depot/first [7]");
    assertThat(client.await("depot/first = ")).as("of no numbers").isEqualTo("-1");
    client.say("upload parts:20 depot/store [\"x\"]"); // each is larger than what is granted
    assertThat(client.await("depot/store = ")).isEqualTo("2000000");
  }

  @Test
  void itemsGoBothWays() throws Exception {
    ChildProcess client = connected();
    client.say("duplex numbers:1000 depot/squares []");
    client.await("depot/squares ends");
    assertThat(client.toString())
        .contains(
            IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> "depot/squares > " + i * i + "\n")
                .toList());
  }

  @Test
  void sourceIsReleasedWhenTheHandlerStopsReading() throws Exception {
    ChildProcess client = connected();
    client.say("upload numbers:1000000 depot/first [500]");
    client.await("source closed after ");
    assertThat(client.toString()).as("the call goes on").doesNotContain("depot/first");
    released.raise();
    assertThat(client.await("depot/first = ")).isEqualTo("500");
  }

  @Test
  void nothingIsAskedOfTheSourceOfAHandlerThatDoesNotRead() throws Exception {
    ChildProcess client = connected();
    client.say("upload numbers:10 depot/first [0]");
    assertThat(client.await("depot/first = ")).isEqualTo("0");
    assertThat(client.toString()).doesNotContain("source closed");
  }

  @Test
  void handlerIsToldWhyTheSourceFailed() throws Exception {
    ChildProcess client = connected();
    client.say("upload failing:3 depot/sum []");
    assertThat(client.await("depot/sum ! ")).startsWith("CANCELLED true").contains("disk full");
    awaitReason("the caller's stream failed: disk full");
  }

  @Test
  void handlerIsToldWhyTheCallerCancels() throws Exception {
    ChildProcess client = connected();
    client.say("begin numbers:1000000000 depot/sum []");
    begun.await();
    client.say("cancel");
    client.await("source closed after ");
    awaitReason("changed my mind");
  }

  private void awaitReason(String reason) {
    await()
        .atMost(Signal.PATIENCE)
        .untilAsserted(() -> assertThat(thrown.get()).hasMessageContaining(reason));
  }
}
