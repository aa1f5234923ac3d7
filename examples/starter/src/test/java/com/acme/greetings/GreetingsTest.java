package com.acme.greetings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.acme.greetings.Greetings.Language;
import com.acme.greetings.Greetings.Person;
import io.tightwire.RemoteStream;
import io.tightwire.testing.TightwireExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GreetingsTest {

  @RegisterExtension
  final TightwireExtension tightwire =
      TightwireExtension.of(new GreetingsSkeleton(new GreetingsServer()));

  final GreetingsStub greetings = tightwire.stub(GreetingsStub::new);

  @Test
  void greetsAndRemembers() {
    Person ada = new Person("Ada", 36);

    assertEquals("Allegra Ada", greetings.greet(ada, Language.ROMANSH).remote());

    try (RemoteStream<Person> greeted = greetings.greeted().remoteStreaming()) {
      assertEquals(ada, greeted.next());
    }
  }
}
