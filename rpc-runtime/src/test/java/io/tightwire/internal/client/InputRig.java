package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.ClientInterceptor;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls that send streams, made on a {@link ClientRig}: counts what is asked of their sources and
 * how often these are closed. Confined as the rig is.
 */
final class InputRig {

  static final int MAX = ClientRig.MAX;

  static final MethodDescriptor<Integer> SUM =
      MethodDescriptor.unary("a.Test", "get", 0, Codecs.INT).takingStream();
  static final MethodDescriptor<Integer> ECHO =
      MethodDescriptor.streaming("a.Test", "count", 0, Codecs.INT).takingStream();

  /** Encodes no number below zero. */
  static final Codec<Integer> NATURAL =
      new Codec<>() {
        @Override
        public void write(WireWriter out, @Nullable Integer value) {
          if (value == null || value < 0) {
            throw new CodecException(value + " is below zero");
          }
          out.writeInt(value);
        }

        @Override
        public Integer read(WireReader in) {
          return in.readInt();
        }
      };

  final ClientRig rig;
  final AtomicInteger pulled = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();

  InputRig() {
    this(ClientRig.connected());
  }

  InputRig(ClientRig rig) {
    this.rig = rig;
  }

  CallChannel channel(ClientInterceptor... interceptors) {
    return new CallChannel(
        new CallPreparer(rig.runtime, null, MAX, List.of(interceptors), Routing.ANY));
  }

  /** Returns a stream that counts what is asked of it. */
  Stream<Integer> counted(Stream<Integer> items) {
    return items.peek(item -> pulled.incrementAndGet()).onClose(closed::incrementAndGet);
  }

  /** Returns a stream of the numbers from 1 up to a limit. */
  Stream<Integer> upTo(int limit) {
    return counted(Stream.iterate(1, i -> i + 1).limit(limit));
  }

  static <R> RpcRequest<R> request(MethodDescriptor<R> method, CallInput<?> input) {
    return RpcRequest.of(method, out -> {}).withInput(input);
  }

  static RpcRequest<Integer> sum(Stream<Integer> items) {
    return request(SUM, CallInput.pulled(NATURAL, items));
  }

  CompletableFuture<Integer> future(Stream<Integer> items) {
    return channel().callAsync(sum(items));
  }

  CompletableFuture<Integer> future(Stream<Integer> items, Duration timeout) {
    return channel().callAsync(sum(items).withTimeout(timeout));
  }

  CompletableFuture<Integer> future(Flow.Publisher<Integer> items) {
    return channel().callAsync(request(SUM, CallInput.published(NATURAL, items)));
  }

  /** Runs the loop; returns the id of the request that was sent. */
  long sent() {
    rig.settle();
    Frame.Request request = rig.peer.next(Frame.Request.class);
    assertThat(request.hasInput()).isTrue();
    return request.id();
  }

  void grant(long id, long items) {
    rig.receive(FrameWriter.credit(id, items, MAX));
    rig.settle();
  }

  /**
   * Runs everything; returns the values of the items that were sent, and the names of other frames.
   */
  List<Object> frames() {
    rig.settle();
    List<Object> all = new ArrayList<>();
    for (Frame frame : rig.peer.take()) {
      if (frame instanceof Frame.Item item) {
        all.add(item.value().reader().readInt());
      } else if (frame instanceof Frame.End) {
        all.add("END");
      } else if (frame instanceof Frame.Cancel cancel) {
        all.add("CANCEL " + cancel.reason());
      } else {
        all.add(frame);
      }
    }
    return all;
  }

  /** Returns {@link #frames} in one line. */
  String line() {
    return frames().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  void receive(byte[]... frames) {
    rig.receive(frames);
    rig.settle();
  }

  /** Checks that nothing is left of the calls, and that the one source was closed once. */
  void isOver() {
    rig.settle();
    assertThat(closed).as("how often the stream was closed").hasValue(1);
    isIdle();
  }

  void isIdle() {
    rig.settle();
    assertThat(rig.core.isIdle()).isTrue();
    assertThat(rig.pendingLimit.isUnused()).isTrue();
  }

  static @Nullable Throwable failureOf(CompletableFuture<?> future) {
    assertThat(future).isDone();
    return future.handle((value, failure) -> failure).join();
  }
}
