package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of {@link Wildcards}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class WildcardsStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public WildcardsStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<Integer> count(Collection<? extends UUID> keys) {
    return RemoteCall.of(channel, WildcardsMethods.COUNT, out ->
        WildcardsCodecs.writeCollectionOfUUID(out, (Collection<UUID>) (Object) keys));
  }

  public RemoteCall<List<UUID>> keys() {
    return RemoteCall.of(channel, WildcardsMethods.KEYS, ArgumentsWriter.NONE);
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<Map<String, List<Wildcards.Point>>> nested(
      Map<? extends Wildcards.Kind, ? extends Set<? extends Wildcards.Point>> points) {
    return RemoteCall.of(channel, WildcardsMethods.NESTED, out ->
        WildcardsCodecs.writeMapOfKindToSetOfPoint(out, (Map<Wildcards.Kind, Set<Wildcards.Point>>) (Object) points));
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<List<List<Wildcards.Point>>> invariant(
      Optional<List<? extends Wildcards.Point>> points) {
    return RemoteCall.of(channel, WildcardsMethods.INVARIANT, out ->
        WildcardsCodecs.writeOptionalOfListOfPoint(out, (Optional<List<Wildcards.Point>>) (Object) points));
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<Wildcards.Page<Wildcards.Point>> page(
      Wildcards.Page<? extends Wildcards.Point> page,
      Wildcards.Page<List<? extends Wildcards.Point>> pages) {
    return RemoteCall.of(channel, WildcardsMethods.PAGE, out -> {
      WildcardsCodecs.writePageOfPoint(out, (Wildcards.Page<Wildcards.Point>) (Object) page);
      WildcardsCodecs.writePageOfListOfPoint(out, (Wildcards.Page<List<Wildcards.Point>>) (Object) pages);
    });
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<Wildcards.Box<Wildcards.Shape<Wildcards.Point>>> shapes(
      Wildcards.Shape<? extends Wildcards.Point> shape) {
    return RemoteCall.of(channel, WildcardsMethods.SHAPES, out ->
        WildcardsCodecs.writeShapeOfPoint(out, (Wildcards.Shape<Wildcards.Point>) (Object) shape));
  }

  public RemoteCall<List<Wildcards.Point>> stage() {
    return RemoteCall.of(channel, WildcardsMethods.STAGE, ArgumentsWriter.NONE);
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<List<Wildcards.Point>> stageOfMany(List<? extends Wildcards.Point> points) {
    return RemoteCall.of(channel, WildcardsMethods.STAGE_OF_MANY, out ->
        WildcardsCodecs.writeListOfPoint(out, (List<Wildcards.Point>) (Object) points));
  }

  public RemoteCall<Map<String, Wildcards.Point>> future() {
    return RemoteCall.of(channel, WildcardsMethods.FUTURE, ArgumentsWriter.NONE);
  }

  public RemoteStreamingCall<Wildcards.Point> stream() {
    return RemoteStreamingCall.of(channel, WildcardsMethods.STREAM, ArgumentsWriter.NONE);
  }

  @SuppressWarnings("unchecked")
  public RemoteStreamingCall<List<Wildcards.Point>> streamOfMany(
      List<? extends List<? extends Wildcards.Point>> points) {
    return RemoteStreamingCall.of(channel, WildcardsMethods.STREAM_OF_MANY, out ->
        WildcardsCodecs.writeListOfListOfPoint(out, (List<List<Wildcards.Point>>) (Object) points));
  }

  public RemoteStreamingCall<List<Wildcards.Point>> publisher() {
    return RemoteStreamingCall.of(channel, WildcardsMethods.PUBLISHER, ArgumentsWriter.NONE);
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<Void> arrays(List<? extends Wildcards.Point>[] points,
      List<? extends Wildcards.Point>[][] more) {
    return RemoteCall.of(channel, WildcardsMethods.ARRAYS, out -> {
      WildcardsCodecs.writeArrayOfListOfPoint(out, (List<Wildcards.Point>[]) (Object) points);
      WildcardsCodecs.writeArrayOfArrayOfListOfPoint(out, (List<Wildcards.Point>[][]) (Object) more);
    });
  }

  @SuppressWarnings("unchecked")
  public RemoteCall<List<@Nullable String>> texts(List<? extends @Nullable String> texts) {
    return RemoteCall.of(channel, WildcardsMethods.TEXTS, out ->
        WildcardsCodecs.writeListOfString(out, (List<String>) (Object) texts));
  }

  public RemoteCall<Void> fail() {
    return RemoteCall.of(channel, WildcardsMethods.FAIL, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Wildcards blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Wildcards {
    private final WildcardsStub stub;

    Blocking(WildcardsStub stub) {
      this.stub = stub;
    }

    @Override
    public int count(Collection<? extends UUID> keys) {
      return stub.count(keys).remote();
    }

    @Override
    public List<? extends UUID> keys() {
      return stub.keys().remote();
    }

    @Override
    public Map<String, ? extends List<? extends Wildcards.Point>> nested(
        Map<? extends Wildcards.Kind, ? extends Set<? extends Wildcards.Point>> points) {
      return stub.nested(points).remote();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<List<? extends Wildcards.Point>> invariant(
        Optional<List<? extends Wildcards.Point>> points) {
      return (List<List<? extends Wildcards.Point>>) (Object) stub.invariant(points).remote();
    }

    @Override
    public Wildcards.Page<? extends Wildcards.Point> page(
        Wildcards.Page<? extends Wildcards.Point> page,
        Wildcards.Page<List<? extends Wildcards.Point>> pages) {
      return stub.page(page, pages).remote();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Wildcards.Box<Wildcards.Shape<? extends Wildcards.Point>> shapes(
        Wildcards.Shape<? extends Wildcards.Point> shape) {
      return (Wildcards.Box<Wildcards.Shape<? extends Wildcards.Point>>) (Object) stub.shapes(shape).remote();
    }

    @Override
    public CompletionStage<? extends List<Wildcards.Point>> stage() {
      return stub.stage().remoteAsync();
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<List<? extends Wildcards.Point>> stageOfMany(
        List<? extends Wildcards.Point> points) {
      return (CompletionStage<List<? extends Wildcards.Point>>) (Object) stub.stageOfMany(points).remoteAsync();
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletableFuture<Map<String, ? extends Wildcards.Point>> future() {
      return (CompletableFuture<Map<String, ? extends Wildcards.Point>>) (Object) stub.future().remoteFuture();
    }

    @Override
    public Stream<? extends Wildcards.Point> stream() {
      RemoteStream<Wildcards.Point> items = stub.stream().remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Stream<List<? extends Wildcards.Point>> streamOfMany(
        List<? extends List<? extends Wildcards.Point>> points) {
      RemoteStream<List<Wildcards.Point>> items = stub.streamOfMany(points).remoteStreaming();
      return (Stream<List<? extends Wildcards.Point>>) (Object) StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Flow.Publisher<List<? extends Wildcards.Point>> publisher() {
      return (Flow.Publisher<List<? extends Wildcards.Point>>) (Object) stub.publisher().remotePublisher();
    }

    @Override
    public void arrays(List<? extends Wildcards.Point>[] points,
        List<? extends Wildcards.Point>[][] more) {
      stub.arrays(points, more).remote();
    }

    @Override
    public List<? extends @Nullable String> texts(List<? extends @Nullable String> texts) {
      return stub.texts(texts).remote();
    }

    @Override
    public void fail() throws Wildcards.Failed {
      try {
        stub.fail().remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Wildcards.Failed declared) {
          throw declared;
        }
        throw e;
      }
    }
  }
}
