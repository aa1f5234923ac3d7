package io.tightwire.testing;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** A service with a method of each kind. */
@RpcService
interface Clerk {

  int add(int a, int b);

  @RpcMethod(idempotent = true)
  int lookUp(int key);

  CompletionStage<Integer> addLater(int a, int b);

  void note(String text);

  Stream<Integer> numbers(int n);

  Flow.Publisher<Integer> feed(int n);

  /** Does not return until it is interrupted. */
  int ponder();

  /** Does not return until the test releases it, not even if it is interrupted. */
  int sulk();
}
