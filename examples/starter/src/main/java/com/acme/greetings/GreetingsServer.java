package com.acme.greetings;

import io.tightwire.RpcServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Serves greetings at the endpoint given as its argument, until the process is ended. */
public final class GreetingsServer implements Greetings {

  private final List<Person> greeted = new CopyOnWriteArrayList<>(); // many threads call

  /** Starts the server. */
  public static void main(String[] arguments) throws InterruptedException {
    try (RpcServer server = RpcServer.of(new GreetingsSkeleton(new GreetingsServer()))) {
      server.bind(arguments[0]); // ipc:///tmp/greetings, tcp://127.0.0.1:5555
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      System.out.println("Greets at " + server.endpoint());
      server.awaitTermination();
    }
  }

  @Override
  public String greet(Person person, Language language) {
    greeted.add(person);
    return switch (language) {
      case ENGLISH -> "Hello " + person.name();
      case ROMANSH -> "Allegra " + person.name();
    };
  }

  @Override
  public Stream<Person> greeted() {
    return greeted.stream();
  }
}
