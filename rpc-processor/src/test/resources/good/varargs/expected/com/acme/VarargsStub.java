package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Varargs}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class VarargsStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public VarargsStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final RemoteCall<Void> put(List<String>... lists) {
    return RemoteCall.of(channel, VarargsMethods.PUT, out ->
        VarargsCodecs.writeArrayOfListOfString(out, lists));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final RemoteCall<String> join(String separator, Map<String, List<String>>... maps) {
    return RemoteCall.of(channel, VarargsMethods.JOIN, out -> {
      out.writeString(separator);
      VarargsCodecs.writeArrayOfMapOfStringToListOfString(out, maps);
    });
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final RemoteStreamingCall<Varargs.Box<String>> boxes(Varargs.Box<String>[]... boxes) {
    return RemoteStreamingCall.of(channel, VarargsMethods.BOXES, out ->
        VarargsCodecs.writeArrayOfArrayOfBoxOfString(out, boxes));
  }

  @SafeVarargs
  @SuppressWarnings({
      "unchecked",
      "varargs"
  })
  public final RemoteCall<List<List<Varargs.Number2>>> bounded(
      List<? extends Varargs.Number2>... lists) {
    return RemoteCall.of(channel, VarargsMethods.BOUNDED, out ->
        VarargsCodecs.writeArrayOfListOfNumber2(out, (List<Varargs.Number2>[]) (Object) lists));
  }

  public RemoteCall<Varargs.Filled> filled(String... texts) {
    return RemoteCall.of(channel, VarargsMethods.FILLED, out ->
        VarargsCodecs.writeArrayOfString(out, texts));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Varargs blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Varargs {
    private final VarargsStub stub;

    Blocking(VarargsStub stub) {
      this.stub = stub;
    }

    @SafeVarargs
    @Override
    public final void put(List<String>... lists) {
      stub.put(lists).remote();
    }

    @SafeVarargs
    @Override
    public final CompletionStage<String> join(String separator, Map<String, List<String>>... maps) {
      return stub.join(separator, maps).remoteAsync();
    }

    @SafeVarargs
    @Override
    public final Stream<Varargs.Box<String>> boxes(Varargs.Box<String>[]... boxes) {
      RemoteStream<Varargs.Box<String>> items = stub.boxes(boxes).remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @SafeVarargs
    @Override
    public final List<? extends List<? extends Varargs.Number2>> bounded(
        List<? extends Varargs.Number2>... lists) {
      return stub.bounded(lists).remote();
    }

    @Override
    public Varargs.Filled filled(String... texts) throws Varargs.Broken {
      try {
        return stub.filled(texts).remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Varargs.Broken declared) {
          throw declared;
        }
        throw e;
      }
    }
  }
}
