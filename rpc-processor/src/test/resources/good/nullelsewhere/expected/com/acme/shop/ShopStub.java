package com.acme.shop;

import com.acme.model.Box;
import com.acme.model.CheckForNull;
import com.acme.model.Old;
import com.acme.model.Outer;
import com.acme.model.Part;
import com.acme.model.Result;
import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of {@link Shop}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullMarked
public final class ShopStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public ShopStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Shop#find(java.lang.Object, List)}.
   *
   * @param key see the interface
   * @param those see the interface
   * @return the call
   */
  public RemoteCall<@Nullable Part> find(@Nullable String key, List<@Nullable Part> those) {
    return RemoteCall.of(channel, ShopMethods.FIND, out -> {
      out.writeString(key);
      ShopCodecs.writeListOfPart(out, Codecs.nonNull(those, "Argument \"those\""));
    });
  }

  /**
   * Describes a call of {@link Shop#get(String, String, int[], String[])}.
   *
   * @param text see the interface
   * @param strict see the interface
   * @param numbers see the interface
   * @param more see the interface
   * @return the call
   */
  public RemoteCall<Part> get(@Nullable String text, String strict, int[] numbers,
      @Nullable String... more) {
    return RemoteCall.of(channel, ShopMethods.GET, out -> {
      out.writeString(text);
      out.writeString(Codecs.nonNull(strict, "Argument \"strict\""));
      ShopCodecs.writeArrayOfInt(out, Codecs.nonNull(numbers, "Argument \"numbers\""));
      ShopCodecs.writeArrayOfString(out, Codecs.nonNull(more, "Argument \"more\""));
    });
  }

  /**
   * Describes a call of {@link Shop#all()}.
   *
   * @return the call
   */
  public RemoteStreamingCall<Part> all() {
    return RemoteStreamingCall.of(channel, ShopMethods.ALL, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Shop#later(Outer.Nested)}.
   *
   * @param nested see the interface
   * @return the call
   */
  public RemoteCall<@Nullable String> later(Outer. @Nullable Nested nested) {
    return RemoteCall.of(channel, ShopMethods.LATER, out -> ShopCodecs.writeNested(out, nested));
  }

  /**
   * Describes a call of {@link Shop#result(Map)}.
   *
   * @param boxes see the interface
   * @return the call
   */
  public RemoteCall<Result<Part>> result(Map<String, @Nullable Box<@Nullable String>> boxes) {
    return RemoteCall.of(channel, ShopMethods.RESULT, out ->
        ShopCodecs.writeMapOfStringToBoxOfString_(out, Codecs.nonNull(boxes,
        "Argument \"boxes\"")));
  }

  /**
   * Describes a call of {@link Shop#old(Old, Old)}.
   *
   * @param old see the interface
   * @param strict see the interface
   * @return the call
   */
  public RemoteCall<Old> old(@CheckForNull Old old, Old strict) {
    return RemoteCall.of(channel, ShopMethods.OLD, out -> {
      ShopCodecs.writeOld(out, old);
      ShopCodecs.writeOld(out, Codecs.nonNull(strict, "Argument \"strict\""));
    });
  }

  /**
   * Describes a call of {@link Shop#free(List)}.
   *
   * @param them see the interface
   * @return the call
   */
  public RemoteCall<@Nullable String> free(List<@Nullable String> them) {
    return RemoteCall.of(channel, ShopMethods.FREE, out -> ShopCodecs.writeListOfString(out, them));
  }

  public RemoteCall<Part> part(Part part, @Nullable Part lax) {
    return RemoteCall.of(channel, ShopMethods.PART, out -> {
      ShopCodecs.writePart(out, Codecs.nonNull(part, "Argument \"part\""));
      ShopCodecs.writePart(out, lax);
    });
  }

  public RemoteCall<Box<Part>> box(Box<@Nullable Part> box, Result<String> result) {
    return RemoteCall.of(channel, ShopMethods.BOX, out -> {
      ShopCodecs.writeBoxOfPart_(out, Codecs.nonNull(box, "Argument \"box\""));
      ShopCodecs.writeResultOfString_(out, Codecs.nonNull(result, "Argument \"result\""));
    });
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Shop blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Shop {
    private final ShopStub stub;

    Blocking(ShopStub stub) {
      this.stub = stub;
    }

    @Override
    public @Nullable Part find(@Nullable String key, List<@Nullable Part> those) {
      return stub.find(key, those).remote();
    }

    @Override
    public Part get(@Nullable String text, String strict, int[] numbers, @Nullable String... more) {
      return stub.get(text, strict, numbers, more).remote();
    }

    @Override
    public Stream<Part> all() {
      RemoteStream<Part> items = stub.all().remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    public CompletionStage<@Nullable String> later(Outer. @Nullable Nested nested) {
      return stub.later(nested).remoteAsync();
    }

    @Override
    public Result<Part> result(Map<String, @Nullable Box<@Nullable String>> boxes) {
      return stub.result(boxes).remote();
    }

    @Override
    @CheckForNull
    public Old old(@CheckForNull Old old, Old strict) {
      return stub.old(old, strict).remote();
    }

    @Override
    public @Nullable String free(List<@Nullable String> them) {
      return stub.free(them).remote();
    }

    @Override
    public Part part(Part part, @Nullable Part lax) {
      return stub.part(part, lax).remote();
    }

    @Override
    public Box<Part> box(Box<@Nullable Part> box, Result<String> result) {
      return stub.box(box, result).remote();
    }
  }
}
