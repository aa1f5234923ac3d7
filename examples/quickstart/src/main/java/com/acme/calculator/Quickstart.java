package com.acme.calculator;

import io.tightwire.OpenDuplex;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server and a client in one process, talking over a real socket: first UNIX, then TCP. */
public final class Quickstart {

  private Quickstart() {}

  public static void main(String[] args) throws Exception {
    run("ipc://*");
    run("tcp://127.0.0.1:*");
  }

  private static void run(String where) throws Exception {
    CalculatorService service = new CalculatorService();
    try (RpcServer server =
        RpcServer.builder()
            .service(new CalculatorSkeleton(service))
            .allowRemoteShutdown(true)
            .build()) {
      server.bind(where);
      server.start();
      System.out.println("Server at " + server.endpoint());
      try (RpcClient client = RpcClient.connect(server.endpoint())) {
        call(new CalculatorStub(client), service);
        client.shutdownServer();
        System.out.println(
            "  shutdownServer     " + server.awaitTermination(Duration.ofSeconds(5)));
      }
    }
  }

  private static void call(CalculatorStub calculator, CalculatorService service) throws Exception {
    // Blocking, without and with a deadline.
    System.out.println("  remote             5 + 3 = " + calculator.add(5, 3).remote());
    System.out.println(
        "  remote(timeout)    20 + 22 = " + calculator.add(20, 22).remote(Duration.ofSeconds(5)));

    // Asynchronous: a stage to chain to, or a future to wait for or cancel.
    calculator
        .multiplyLater(6, 7)
        .remoteAsync()
        .thenAccept(product -> System.out.println("  remoteAsync        6 * 7 = " + product))
        .toCompletableFuture()
        .join();
    System.out.println("  remoteFuture       1 + 2 = " + calculator.add(1, 2).remoteFuture().get());

    // One way: there is no response.
    calculator.submitTask(123).remoteOneWay();
    boolean arrived = service.taskSubmitted.await(5, TimeUnit.SECONDS);
    System.out.println("  remoteOneWay       task 123 arrived: " + arrived);

    // Streaming: the producer runs no further ahead than the reader allows.
    try (RemoteStream<Integer> squares = calculator.squares(1_000_000).remoteStreaming()) {
      System.out.print("  remoteStreaming    squares:");
      for (int square : squares) {
        System.out.print(" " + square);
        if (square >= 100) {
          break; // closing the stream stops the server's side of it
        }
      }
      System.out.println(" …");
    }
    try (RemoteStream<Integer> numbers = calculator.count(5).remoteStreaming()) {
      System.out.print("  remoteStreaming    count:");
      numbers.forEachRemaining(number -> System.out.print(" " + number));
      System.out.println();
    }

    // Streams from the client: here from a Stream; and both ways, item by item.
    Stream<Integer> numbers = IntStream.rangeClosed(1, 100).boxed();
    System.out.println("  stream sent        1 + … + 100 = " + calculator.sum(numbers).remote());
    try (OpenDuplex<Integer, Integer> totals = calculator.totals().open()) {
      for (int number : List.of(5, 3, 20)) {
        totals.send(number);
        System.out.println("  both ways          + " + number + " = " + totals.next());
      }
    }

    // Errors are typed: what the method declares comes as itself.
    Calculator blocking = calculator.blocking();
    System.out.println("  blocking view      " + blocking.withdraw("acc-1", new BigDecimal("30")));
    try {
      blocking.withdraw("acc-1", new BigDecimal("1000"));
    } catch (InsufficientFundsException e) {
      System.out.println("  declared exception " + e.getMessage() + " (" + e.balance() + ")");
    }
    try {
      calculator.add(Integer.MAX_VALUE, 1).remote();
    } catch (RpcException e) {
      System.out.println("  any other          " + e.status() + ": " + e.getMessage());
    }
  }
}
