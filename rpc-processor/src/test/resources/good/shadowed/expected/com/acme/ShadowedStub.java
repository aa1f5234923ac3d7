package com.acme;

import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Shadowed}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ShadowedStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public ShadowedStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public io.tightwire.RemoteCall<String> text(String own, java.lang.String real) {
    return io.tightwire.RemoteCall.of(channel, ShadowedMethods.TEXT, out -> {
      ShadowedCodecs.writeString(out, own);
      out.writeString(real);
    });
  }

  public io.tightwire.RemoteCall<java.util.List<List>> lists(List own,
      java.util.List<java.lang.String> real) {
    return io.tightwire.RemoteCall.of(channel, ShadowedMethods.LISTS, out -> {
      ShadowedCodecs.writeList(out, own);
      ShadowedCodecs.writeListOfString(out, real);
    });
  }

  public io.tightwire.RemoteCall<Integer> number(Integer own, java.lang.Integer real,
      int primitive) {
    return io.tightwire.RemoteCall.of(channel, ShadowedMethods.NUMBER, out -> {
      ShadowedCodecs.writeInteger(out, own);
      Codecs.INT.write(out, real);
      out.writeInt(primitive);
    });
  }

  public io.tightwire.RemoteCall<Object> object(RemoteCall call, Shadowed.Codec codec,
      Shadowed.Stub stub) {
    return io.tightwire.RemoteCall.of(channel, ShadowedMethods.OBJECT, out -> {
      ShadowedCodecs.writeRemoteCall(out, call);
      ShadowedCodecs.writeCodec(out, codec);
      ShadowedCodecs.writeStub(out, stub);
    });
  }

  public io.tightwire.RemoteCall<java.util.Optional<Optional>> optional() {
    return io.tightwire.RemoteCall.of(channel, ShadowedMethods.OPTIONAL, ArgumentsWriter.NONE);
  }

  public RemoteStreamingCall<java.lang.String> stream() {
    return RemoteStreamingCall.of(channel, ShadowedMethods.STREAM, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Shadowed blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Shadowed {
    private final ShadowedStub stub;

    Blocking(ShadowedStub stub) {
      this.stub = stub;
    }

    @java.lang.Override
    public String text(String own, java.lang.String real) {
      return stub.text(own, real).remote();
    }

    @java.lang.Override
    public java.util.List<List> lists(List own, java.util.List<java.lang.String> real) {
      return stub.lists(own, real).remote();
    }

    @java.lang.Override
    public Integer number(Integer own, java.lang.Integer real, int primitive) {
      return stub.number(own, real, primitive).remote();
    }

    @java.lang.Override
    public Object object(RemoteCall call, Shadowed.Codec codec, Shadowed.Stub stub) {
      return this.stub.object(call, codec, stub).remote();
    }

    @java.lang.Override
    public java.util.Optional<Optional> optional() {
      return stub.optional().remote();
    }

    @java.lang.Override
    public Stream<java.lang.String> stream() {
      RemoteStream<java.lang.String> items = stub.stream().remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }
  }
}
