package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Books lines. */
@NullMarked
@RpcService
public interface Ledger {

  record Line(String account, long cents) {}

  enum Side {
    DEBIT,
    CREDIT
  }

  /**
   * Books the lines.
   *
   * @param name the name of the book
   * @param lines the lines
   * @return the sum
   */
  long upload(String name, Stream<Line> lines);

  /** Takes only a stream. */
  void ingest(Flow.Publisher<String> texts);

  CompletionStage<Integer> later(int first, Flow.Publisher<List<Line>> batches);

  Stream<Integer> lengths(Stream<@Nullable String> out);

  @RpcMethod(timeout = "PT5S")
  Flow.Publisher<Side> live(Side first, Flow.Publisher<Side> channel);

  /** The stub has a method of this signature for the stream of {@link #upload(String, Stream)}. */
  @RpcMethod(name = "uploadNothing")
  long upload(String name);

  @RpcMethod(name = "ingestNumbers")
  void ingest(Stream<Integer> numbers);

  /** Every object has a method of this name. */
  void wait(long millis, Stream<Long> instants);

  int blocking(Stream<Long> input);

  Stream<List<? extends Line>> wild(Stream<? extends List<? extends Line>> in);
}
