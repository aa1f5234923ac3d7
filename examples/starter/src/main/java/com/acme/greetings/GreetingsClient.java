package com.acme.greetings;

import com.acme.greetings.Greetings.Language;
import com.acme.greetings.Greetings.Person;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import java.time.Duration;

/** Asks the server at an endpoint to greet a person. */
public final class GreetingsClient {

  private GreetingsClient() {}

  /** Calls the service: endpoint and name are the arguments. */
  public static void main(String[] arguments) {
    try (RpcClient client = RpcClient.connect(arguments[0])) {
      GreetingsStub greetings = new GreetingsStub(client);
      Person person = new Person(arguments[1], 36);
      System.out.println(greetings.greet(person, Language.ROMANSH).remote(Duration.ofSeconds(5)));
      try (RemoteStream<Person> greeted = greetings.greeted().remoteStreaming()) {
        greeted.forEachRemaining(System.out::println);
      }
    }
  }
}
