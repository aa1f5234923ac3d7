package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.HandlerInput;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The server's side of {@link Ledger}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
public final class LedgerSkeleton implements RpcSkeleton {
  private final Ledger implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public LedgerSkeleton(Ledger implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return LedgerMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Long>returning(LedgerMethods.UPLOAD, this::upload),
        ServerMethod.<Void>returning(LedgerMethods.INGEST, this::ingest).subscribing(),
        ServerMethod.<Integer>completing(LedgerMethods.LATER, this::later).subscribing(),
        ServerMethod.<Integer>streaming(LedgerMethods.LENGTHS, this::lengths),
        ServerMethod.<Ledger.Side>publishing(LedgerMethods.LIVE, this::live).subscribing(),
        ServerMethod.<Long>returning(LedgerMethods.UPLOAD_, this::upload_),
        ServerMethod.<Void>returning(LedgerMethods.INGEST_, this::ingest_),
        ServerMethod.<Void>returning(LedgerMethods.WAIT, this::wait_),
        ServerMethod.<Integer>returning(LedgerMethods.BLOCKING, this::blocking),
        ServerMethod.<List<Ledger.Line>>streaming(LedgerMethods.WILD, this::wild)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(LedgerSkeleton.class, "com.acme.Ledger");
  }

  private Invocation<Long> upload(WireReader in, HandlerInput input) {
    String name = Codecs.nonNull(in.readString(), "Argument \"name\"");
    Stream<Ledger.Line> lines = input.stream(LedgerCodecs.LINE.nonNull());
    return () -> implementation.upload(name, lines);
  }

  private Invocation<Void> ingest(WireReader in, HandlerInput input) {
    Flow.Publisher<String> texts = input.publisher(Codecs.STRING.nonNull());
    return () -> {
      implementation.ingest(texts);
      return null;
    };
  }

  private Invocation<CompletionStage<? extends Integer>> later(WireReader in, HandlerInput input) {
    int first = in.readInt();
    Flow.Publisher<List<Ledger.Line>> batches =
        input.publisher(LedgerCodecs.LIST_OF_LINE.nonNull());
    return () -> implementation.later(first, batches);
  }

  private Invocation<Stream<? extends Integer>> lengths(WireReader in, HandlerInput input) {
    Stream<String> out = input.stream(Codecs.STRING);
    return () -> implementation.lengths(out);
  }

  private Invocation<Flow.Publisher<? extends Ledger.Side>> live(WireReader in,
      HandlerInput input) {
    Ledger.Side first = Codecs.nonNull(LedgerCodecs.SIDE.read(in), "Argument \"first\"");
    Flow.Publisher<Ledger.Side> channel = input.publisher(LedgerCodecs.SIDE.nonNull());
    return () -> implementation.live(first, channel);
  }

  private Invocation<Long> upload_(WireReader in) {
    String name = Codecs.nonNull(in.readString(), "Argument \"name\"");
    return () -> implementation.upload(name);
  }

  private Invocation<Void> ingest_(WireReader in, HandlerInput input) {
    Stream<Integer> numbers = input.stream(Codecs.INT.nonNull());
    return () -> {
      implementation.ingest(numbers);
      return null;
    };
  }

  private Invocation<Void> wait_(WireReader in, HandlerInput input) {
    long millis = in.readLong();
    Stream<Long> instants = input.stream(Codecs.LONG.nonNull());
    return () -> {
      implementation.wait(millis, instants);
      return null;
    };
  }

  private Invocation<Integer> blocking(WireReader in, HandlerInput input_) {
    Stream<Long> input = input_.stream(Codecs.LONG.nonNull());
    return () -> implementation.blocking(input);
  }

  @SuppressWarnings("unchecked")
  private Invocation<Stream<? extends List<Ledger.Line>>> wild(WireReader in_, HandlerInput input) {
    Stream<? extends List<? extends Ledger.Line>> in =
        input.stream(LedgerCodecs.LIST_OF_LINE.nonNull());
    return () -> (Stream<? extends List<Ledger.Line>>) (Object) implementation.wild(in);
  }
}
