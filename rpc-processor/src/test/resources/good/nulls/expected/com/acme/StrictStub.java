package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of {@link Strict}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullMarked
public final class StrictStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public StrictStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<String> both(String strict, @Nullable String lax) {
    return RemoteCall.of(channel, StrictMethods.BOTH, out -> {
      out.writeString(Codecs.nonNull(strict, "Argument \"strict\""));
      out.writeString(lax);
    });
  }

  public RemoteCall<@Nullable String> maybe(Optional<String> optional, int number,
      @Nullable Integer box) {
    return RemoteCall.of(channel, StrictMethods.MAYBE, out -> {
      StrictCodecs.writeOptionalOfString(out, optional);
      out.writeInt(number);
      Codecs.INT.write(out, box);
    });
  }

  public RemoteCall<List<String>> strictAll(List<@Nullable String> laxElements) {
    return RemoteCall.of(channel, StrictMethods.STRICT_ALL, out ->
        StrictCodecs.writeListOfString(out, Codecs.nonNull(laxElements,
        "Argument \"laxElements\"")));
  }

  public RemoteCall<@Nullable List<Strict.Person>> laxList(
      Map<String, Strict. @Nullable Person> laxValues) {
    return RemoteCall.of(channel, StrictMethods.LAX_LIST, out ->
        StrictCodecs.writeMapOfStringToPerson(out, Codecs.nonNull(laxValues,
        "Argument \"laxValues\"")));
  }

  public RemoteCall<String[]> array(String @Nullable [] laxArray, @Nullable String[] laxElements,
      byte[] bytes) {
    return RemoteCall.of(channel, StrictMethods.ARRAY, out -> {
      StrictCodecs.writeArrayOfString(out, laxArray);
      StrictCodecs.writeArrayOfString_(out, Codecs.nonNull(laxElements,
          "Argument \"laxElements\""));
      out.writeBinary(Codecs.nonNull(bytes, "Argument \"bytes\""));
    });
  }

  public RemoteCall<Strict.Box<String>> box(Strict.Box<@Nullable String> lax) {
    return RemoteCall.of(channel, StrictMethods.BOX, out ->
        StrictCodecs.writeBoxOfString_(out, Codecs.nonNull(lax, "Argument \"lax\"")));
  }

  public RemoteCall<Strict.Lax> lax(Strict.Lax lax) {
    return RemoteCall.of(channel, StrictMethods.LAX, out ->
        StrictCodecs.writeLax(out, Codecs.nonNull(lax, "Argument \"lax\"")));
  }

  public RemoteCall<Strict.Color> color(Strict. @Nullable Color color) {
    return RemoteCall.of(channel, StrictMethods.COLOR, out -> StrictCodecs.COLOR.write(out, color));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Strict blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Strict {
    private final StrictStub stub;

    Blocking(StrictStub stub) {
      this.stub = stub;
    }

    @Override
    public String both(String strict, @Nullable String lax) {
      return stub.both(strict, lax).remote();
    }

    @Override
    public @Nullable String maybe(Optional<String> optional, int number, @Nullable Integer box) {
      return stub.maybe(optional, number, box).remote();
    }

    @Override
    public List<String> strictAll(List<@Nullable String> laxElements) {
      return stub.strictAll(laxElements).remote();
    }

    @Override
    public @Nullable List<Strict.Person> laxList(Map<String, Strict. @Nullable Person> laxValues) {
      return stub.laxList(laxValues).remote();
    }

    @Override
    public String[] array(String @Nullable [] laxArray, @Nullable String[] laxElements,
        byte[] bytes) {
      return stub.array(laxArray, laxElements, bytes).remote();
    }

    @Override
    public Strict.Box<String> box(Strict.Box<@Nullable String> lax) {
      return stub.box(lax).remote();
    }

    @Override
    public Strict.Lax lax(Strict.Lax lax) {
      return stub.lax(lax).remote();
    }

    @Override
    public Strict.Color color(Strict. @Nullable Color color) {
      return stub.color(color).remote();
    }
  }
}
