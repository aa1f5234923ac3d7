package com.acme.greetings;

import io.tightwire.annotation.RpcService;
import java.util.stream.Stream;

/** The contract: GreetingsStub, GreetingsSkeleton and the codecs are made of it. */
@RpcService
public interface Greetings {

  /** Greets somebody in a language. */
  String greet(Person person, Language language);

  /** Everybody who was greeted, in that order. */
  Stream<Person> greeted();

  /** Who is greeted. */
  record Person(String name, int age) {}

  /** How. */
  enum Language {
    ENGLISH,
    ROMANSH
  }
}
