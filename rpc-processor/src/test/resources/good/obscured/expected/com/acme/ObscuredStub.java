package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The client's side of {@link Obscured}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@javax.annotation.processing.Generated("io.tightwire.processor.RpcProcessor")
public final class ObscuredStub {
  private final io.tightwire.RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public ObscuredStub(io.tightwire.RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Obscured.Hidden> classes(Obscured.Hidden RemoteCall_, int ObscuredCodecs_,
      int ObscuredMethods_, String Codecs_, Obscured.Kind ObscuredStub_) {
    return RemoteCall.of(channel, ObscuredMethods.CLASSES, out -> {
      ObscuredCodecs.writeHidden(out, RemoteCall_);
      out.writeInt(ObscuredCodecs_);
      out.writeInt(ObscuredMethods_);
      out.writeString(Codecs_);
      ObscuredCodecs.KIND.write(out, ObscuredStub_);
    });
  }

  public RemoteStreamingCall<String> packages(String io_, int java_, int com, int StreamSupport_,
      int Spliterators_) {
    return RemoteStreamingCall.of(channel, ObscuredMethods.PACKAGES, out -> {
      out.writeString(io_);
      out.writeInt(java_);
      out.writeInt(com);
      out.writeInt(StreamSupport_);
      out.writeInt(Spliterators_);
    });
  }

  public RemoteCall<Obscured.Codecs> runtime(Obscured.WireReader reader,
      List<Obscured.WireWriter> writers, Obscured.ArrayList list, Obscured.Generated generated,
      Obscured.Invocation invocation, Obscured.RpcChannel channel) {
    return RemoteCall.of(this.channel, ObscuredMethods.RUNTIME, out -> {
      ObscuredCodecs.writeWireReader(out, reader);
      ObscuredCodecs.writeListOfWireWriter(out, writers);
      ObscuredCodecs.writeArrayList(out, list);
      ObscuredCodecs.writeGenerated(out, generated);
      ObscuredCodecs.writeInvocation(out, invocation);
      ObscuredCodecs.writeRpcChannel(out, channel);
    });
  }

  public RemoteCall<OS> system(OS.Kind kind) {
    return RemoteCall.of(channel, ObscuredMethods.SYSTEM, out ->
        ObscuredCodecs.KIND_.write(out, kind));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Obscured blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Obscured {
    private final ObscuredStub stub;

    Blocking(ObscuredStub stub) {
      this.stub = stub;
    }

    @Override
    public Obscured.Hidden classes(Obscured.Hidden RemoteCall_, int ObscuredCodecs_,
        int ObscuredMethods_, String Codecs_, Obscured.Kind ObscuredStub_) {
      return stub.classes(RemoteCall_, ObscuredCodecs_, ObscuredMethods_, Codecs_, ObscuredStub_).remote();
    }

    @Override
    public Stream<String> packages(String io_, int java_, int com, int StreamSupport_,
        int Spliterators_) {
      RemoteStream<String> items = stub.packages(io_, java_, com, StreamSupport_, Spliterators_).remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    public Obscured.Codecs runtime(Obscured.WireReader reader, List<Obscured.WireWriter> writers,
        Obscured.ArrayList list, Obscured.Generated generated, Obscured.Invocation invocation,
        Obscured.RpcChannel channel) {
      return stub.runtime(reader, writers, list, generated, invocation, channel).remote();
    }

    @Override
    public OS system(OS.Kind kind) {
      return stub.system(kind).remote();
    }
  }
}
