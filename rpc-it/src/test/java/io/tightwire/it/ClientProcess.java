package io.tightwire.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A client in a separate process. It reads calls as lines ({@code work apples}), makes them, and
 * prints the outcome of each: {@code work: apples done}, or {@code work: UNAVAILABLE true}, which
 * is the status and whether the handler may have started.
 */
final class ClientProcess {

  private ClientProcess() {}

  /** Calls the server at an endpoint. */
  public static void main(String[] args) throws Exception {
    try (RpcClient client = RpcClient.connect(args[0])) {
      WorkshopStub workshop = new WorkshopStub(client);
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String order; (order = orders.readLine()) != null; ) {
        String[] words = order.split(" ", 2);
        switch (words[0]) {
          case "work" -> tell(words[0], workshop.work(words[1]).remoteAsync());
          case "later" -> tell(words[0], workshop.workLater(words[1]).remoteAsync());
          case "again" -> tell(words[0], workshop.work(words[1]).remoteAsync());
          case "inOrder" ->
              tell(words[0], workshop.inOrder(0, Integer.parseInt(words[1])).remoteAsync());
          case "submit" -> workshop.submit(words[1]).remoteOneWay();
          case "numbers" -> read(workshop.numbers(Integer.parseInt(words[1])).remoteStreaming());
          case "feed" ->
              workshop.feed(Integer.parseInt(words[1])).remotePublisher().subscribe(new Teller());
          default -> throw new IllegalArgumentException(order);
        }
      }
    }
  }

  private static void tell(String call, CompletionStage<String> outcome) {
    CompletionStage<String> unused =
        outcome.whenComplete((result, failure) -> say(call, failure == null ? result : failure));
  }

  private static void read(RemoteStream<Integer> numbers) {
    Thread reader =
        new Thread(
            () -> {
              try {
                numbers.forEachRemaining(number -> say("number", number));
                say("numbers", "complete");
              } catch (RpcException e) {
                say("numbers", e);
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  private static void say(String call, Object outcome) {
    System.out.println(
        call
            + ": "
            + (outcome instanceof RpcException e
                ? e.status() + " " + e.mayHaveExecuted()
                : outcome));
  }

  /** Takes one item, and prints how the feed ends. */
  private static final class Teller implements Flow.Subscriber<Integer> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(Integer item) {
      say("item", item);
    }

    @Override
    public void onError(Throwable failure) {
      say("feed", failure);
    }

    @Override
    public void onComplete() {
      say("feed", "complete");
    }
  }
}
