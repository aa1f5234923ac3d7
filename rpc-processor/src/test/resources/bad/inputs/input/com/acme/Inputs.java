package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

@NullMarked
@RpcService
interface Inputs {
  int first(Stream<String> lines, String name);

  int two(Stream<String> lines, Flow.Publisher<String> others);

  int three(Flow.Publisher<String> a, Stream<String> b, Stream<String> c);

  int nested(List<Stream<String>> lines);

  int nestedTwice(Stream<Stream<String>> lines);

  int nullable(@Nullable Stream<String> lines);

  int lower(Stream<? super Integer> lines);

  int raw(@SuppressWarnings("rawtypes") Stream lines);

  int nothing(Stream<Void> lines);

  int unsupported(Flow.Publisher<Object> things);

  int primitive(IntStream numbers);

  int future(CompletableFuture<String> later);

  int several(Stream<String>... lines);

  @RpcMethod(idempotent = true)
  int twice(Stream<String> lines);

  @RpcMethod(idempotent = true, hedge = "PT0.1S")
  int hedged(Stream<String> lines);
}
