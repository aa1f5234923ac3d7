package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

@RpcService
public interface Greeter {

  String greet(Date when);

  void meet(Person person, Person again);

  ArrayList<String> names();

  Object anything();

  Thread thread();

  @SuppressWarnings("rawtypes")
  List raw();

  List<? extends Person> people();

  void addTo(List<? super Integer> numbers, Map<String, ?> rest);

  void send(Stream<String> lines);

  CompletionStage<Stream<String>> later();

  Stream<Void> nothings();

  void no(Void value);

  Hidden hidden();

  record Person(String name, List<Address> addresses) {}

  record Address(String street, TimeZone zone) {}

  final class Hidden {
    private Hidden() {}
  }
}
