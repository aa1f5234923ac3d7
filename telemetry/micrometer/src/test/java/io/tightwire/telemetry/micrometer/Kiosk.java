package io.tightwire.telemetry.micrometer;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The service of the tests. */
@RpcService(name = "com.acme.Kiosk")
interface Kiosk {

  /** Returns what it was given. */
  @RpcMethod(idempotent = true)
  int echo(int value);

  /** Returns it by a stage that another thread completes. */
  CompletionStage<Integer> echoLater(int value);

  /** Calls {@link #echo} of the same server, whose lane it must not fill. */
  @RpcMethod(lane = "outer")
  int echoTwice(int value);

  /** Returns the numbers from 1 on. */
  Stream<Integer> count(int last);

  /** Returns each of some numbers, twice. */
  Stream<Integer> twice(Stream<Integer> numbers);

  /** Returns once the gate is open. */
  int echoBehindGate(int value);

  /** Fails. */
  int broken(String why);

  /** What a later version of the service has. */
  @RpcService(name = "com.acme.Kiosk")
  interface Later {

    /** Returns a discount. */
    int discount(String item);
  }
}
