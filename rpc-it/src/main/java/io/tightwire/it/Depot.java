package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A service whose callers send streams. */
@NullMarked
@RpcService(name = "depot")
public interface Depot {

  /** Returns the sum of all numbers. */
  long sum(Stream<Integer> numbers);

  /** Returns the first number that is at least as large, and reads no further. */
  int first(int least, Stream<Integer> numbers);

  /** Returns how many bytes came. */
  CompletionStage<Long> store(String name, Flow.Publisher<byte[]> parts);

  /** Returns the square of each number, as it comes. */
  Stream<Integer> squares(Stream<Integer> numbers);

  /** Returns each text in upper case. */
  Flow.Publisher<String> upper(Flow.Publisher<String> texts);
}
