package com.acme.greetings;

import io.tightwire.annotation.RpcService;
import java.util.stream.Stream;

/** The contract, from which GreetingsStub, GreetingsSkeleton and the codecs are generated. */
@RpcService
public interface Greetings {

  /** Greets a person in a language. */
  String greet(Person person, Language language);

  /** Returns all persons that were greeted, in that order. */
  Stream<Person> greeted();

  /** A person to greet. */
  record Person(String name, int age) {}

  /** The language of a greeting. */
  enum Language {
    ENGLISH,
    ROMANSH
  }
}
