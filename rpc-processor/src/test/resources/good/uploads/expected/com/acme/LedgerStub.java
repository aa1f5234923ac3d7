package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteDuplex;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RemoteUpload;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.CallInput;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of {@link Ledger}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullMarked
public final class LedgerStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public LedgerStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Books the lines.
   *
   * @param name the name of the book
   * @param lines the lines
   * @return the sum
   */
  public RemoteCall<Long> upload(String name, Stream<Ledger.Line> lines) {
    return RemoteCall.of(channel, LedgerMethods.UPLOAD, out -> out.writeString(Codecs.nonNull(name,
        "Argument \"name\"")), CallInput.pulled(LedgerCodecs.LINE.nonNull(), lines));
  }

  /**
   * Books the lines.
   *
   * @param name the name of the book
   * @return the sum
   */
  public RemoteUpload<Ledger.Line, Long> uploadOpen(String name) {
    return RemoteUpload.of(channel, LedgerMethods.UPLOAD, LedgerCodecs.LINE.nonNull(), out ->
        out.writeString(Codecs.nonNull(name, "Argument \"name\"")));
  }

  /**
   * Takes only a stream.
   *
   * @return the call
   */
  public RemoteCall<Void> ingest(Flow.Publisher<String> texts) {
    return RemoteCall.of(channel, LedgerMethods.INGEST, ArgumentsWriter.NONE,
        CallInput.published(Codecs.STRING.nonNull(), texts));
  }

  /**
   * Takes only a stream.
   *
   * @return the call
   */
  public RemoteUpload<String, Void> ingest() {
    return RemoteUpload.of(channel, LedgerMethods.INGEST, Codecs.STRING.nonNull(),
        ArgumentsWriter.NONE);
  }

  public RemoteCall<Integer> later(int first, Flow.Publisher<List<Ledger.Line>> batches) {
    return RemoteCall.of(channel, LedgerMethods.LATER, out -> out.writeInt(first),
        CallInput.published(LedgerCodecs.LIST_OF_LINE.nonNull(), batches));
  }

  public RemoteUpload<List<Ledger.Line>, Integer> later(int first) {
    return RemoteUpload.of(channel, LedgerMethods.LATER, LedgerCodecs.LIST_OF_LINE.nonNull(), out ->
        out.writeInt(first));
  }

  public RemoteStreamingCall<Integer> lengths(Stream<@Nullable String> out) {
    return RemoteStreamingCall.of(channel, LedgerMethods.LENGTHS, ArgumentsWriter.NONE,
        CallInput.pulled(Codecs.STRING, out));
  }

  public RemoteDuplex<String, Integer> lengths() {
    return RemoteDuplex.of(channel, LedgerMethods.LENGTHS, Codecs.STRING, ArgumentsWriter.NONE);
  }

  public RemoteStreamingCall<Ledger.Side> live(Ledger.Side first,
      Flow.Publisher<Ledger.Side> channel) {
    return RemoteStreamingCall.of(this.channel, LedgerMethods.LIVE, out ->
        LedgerCodecs.SIDE.write(out, Codecs.nonNull(first, "Argument \"first\"")),
        CallInput.published(LedgerCodecs.SIDE.nonNull(), channel));
  }

  public RemoteDuplex<Ledger.Side, Ledger.Side> live(Ledger.Side first) {
    return RemoteDuplex.of(this.channel, LedgerMethods.LIVE, LedgerCodecs.SIDE.nonNull(), out ->
        LedgerCodecs.SIDE.write(out, Codecs.nonNull(first, "Argument \"first\"")));
  }

  /**
   * The stub has a method of this signature for the stream of {@code upload(String, Stream)}.
   *
   * @return the call
   */
  public RemoteCall<Long> upload(String name) {
    return RemoteCall.of(channel, LedgerMethods.UPLOAD_, out -> out.writeString(Codecs.nonNull(name,
        "Argument \"name\"")));
  }

  public RemoteCall<Void> ingest(Stream<Integer> numbers) {
    return RemoteCall.of(channel, LedgerMethods.INGEST_, ArgumentsWriter.NONE,
        CallInput.pulled(Codecs.INT.nonNull(), numbers));
  }

  public RemoteUpload<Integer, Void> ingestOpen() {
    return RemoteUpload.of(channel, LedgerMethods.INGEST_, Codecs.INT.nonNull(),
        ArgumentsWriter.NONE);
  }

  /**
   * Every object has a method of this name.
   *
   * @return the call
   */
  public RemoteCall<Void> wait(long millis, Stream<Long> instants) {
    return RemoteCall.of(channel, LedgerMethods.WAIT, out -> out.writeLong(millis),
        CallInput.pulled(Codecs.LONG.nonNull(), instants));
  }

  /**
   * Every object has a method of this name.
   *
   * @return the call
   */
  public RemoteUpload<Long, Void> waitOpen(long millis) {
    return RemoteUpload.of(channel, LedgerMethods.WAIT, Codecs.LONG.nonNull(), out ->
        out.writeLong(millis));
  }

  public RemoteCall<Integer> blocking(Stream<Long> input) {
    return RemoteCall.of(channel, LedgerMethods.BLOCKING, ArgumentsWriter.NONE,
        CallInput.pulled(Codecs.LONG.nonNull(), input));
  }

  public RemoteUpload<Long, Integer> blockingOpen() {
    return RemoteUpload.of(channel, LedgerMethods.BLOCKING, Codecs.LONG.nonNull(),
        ArgumentsWriter.NONE);
  }

  @SuppressWarnings("unchecked")
  public RemoteStreamingCall<List<Ledger.Line>> wild(
      Stream<? extends List<? extends Ledger.Line>> in) {
    return RemoteStreamingCall.of(channel, LedgerMethods.WILD, ArgumentsWriter.NONE,
        CallInput.pulled(LedgerCodecs.LIST_OF_LINE.nonNull(),
        (Stream<List<Ledger.Line>>) (Object) in));
  }

  public RemoteDuplex<List<Ledger.Line>, List<Ledger.Line>> wild() {
    return RemoteDuplex.of(channel, LedgerMethods.WILD, LedgerCodecs.LIST_OF_LINE.nonNull(),
        ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Ledger blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Ledger {
    private final LedgerStub stub;

    Blocking(LedgerStub stub) {
      this.stub = stub;
    }

    @Override
    public long upload(String name, Stream<Ledger.Line> lines) {
      return stub.upload(name, lines).remote();
    }

    @Override
    public void ingest(Flow.Publisher<String> texts) {
      stub.ingest(texts).remote();
    }

    @Override
    public CompletionStage<Integer> later(int first, Flow.Publisher<List<Ledger.Line>> batches) {
      return stub.later(first, batches).remoteAsync();
    }

    @Override
    public Stream<Integer> lengths(Stream<@Nullable String> out) {
      RemoteStream<Integer> items = stub.lengths(out).remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    public Flow.Publisher<Ledger.Side> live(Ledger.Side first,
        Flow.Publisher<Ledger.Side> channel) {
      return stub.live(first, channel).remotePublisher();
    }

    @Override
    public long upload(String name) {
      return stub.upload(name).remote();
    }

    @Override
    public void ingest(Stream<Integer> numbers) {
      stub.ingest(numbers).remote();
    }

    @Override
    public void wait(long millis, Stream<Long> instants) {
      stub.wait(millis, instants).remote();
    }

    @Override
    public int blocking(Stream<Long> input) {
      return stub.blocking(input).remote();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Stream<List<? extends Ledger.Line>> wild(
        Stream<? extends List<? extends Ledger.Line>> in) {
      RemoteStream<List<Ledger.Line>> items = stub.wild(in).remoteStreaming();
      return (Stream<List<? extends Ledger.Line>>) (Object) StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }
  }
}
