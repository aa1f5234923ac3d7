package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Both}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class BothStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public BothStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Both#hidden(String, List)}.
   *
   * @param text see the interface
   * @param texts see the interface
   * @return the call
   */
  public RemoteCall<String> hidden(String text, List<String> texts) {
    return RemoteCall.of(channel, BothMethods.HIDDEN, out -> {
      out.writeString(text);
      BothCodecs.writeListOfString(out, texts);
    });
  }

  /**
   * Describes a call of {@link Both#declared(String)}.
   *
   * @param text see the interface
   * @return the call
   */
  public RemoteCall<String> declared(String text) {
    return RemoteCall.of(channel, BothMethods.DECLARED, out -> out.writeString(text));
  }

  public RemoteCall<@Nullable String> name(@Nullable String of) {
    return RemoteCall.of(channel, BothMethods.NAME, out -> out.writeString(of));
  }

  public RemoteCall<@Nullable String[]> names(@Nullable String[] first,
      String @Nullable [] second) {
    return RemoteCall.of(channel, BothMethods.NAMES, out -> {
      BothCodecs.writeArrayOfString(out, first);
      BothCodecs.writeArrayOfString(out, second);
    });
  }

  public RemoteCall<@Nullable String @Nullable []> both(@Nullable String @Nullable [][] all) {
    return RemoteCall.of(channel, BothMethods.BOTH, out ->
        BothCodecs.writeArrayOfArrayOfString(out, all));
  }

  public RemoteCall<@Nullable List<@Nullable String[]>> list(
      @Nullable Map<String, Both. @Nullable Data[]> maps) {
    return RemoteCall.of(channel, BothMethods.LIST, out ->
        BothCodecs.writeMapOfStringToArrayOfData(out, maps));
  }

  public RemoteCall<Void> take(Both. @Nullable Data... data) {
    return RemoteCall.of(channel, BothMethods.TAKE, out -> BothCodecs.writeArrayOfData(out, data));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Both blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Both {
    private final BothStub stub;

    Blocking(BothStub stub) {
      this.stub = stub;
    }

    @Override
    public String hidden(String text, List<String> texts) {
      return stub.hidden(text, texts).remote();
    }

    @Override
    public String declared(String text) {
      return stub.declared(text).remote();
    }

    @Override
    public @Nullable String name(@Nullable String of) {
      return stub.name(of).remote();
    }

    @Override
    public @Nullable String[] names(@Nullable String[] first, String @Nullable [] second) {
      return stub.names(first, second).remote();
    }

    @Override
    public @Nullable String @Nullable [] both(@Nullable String @Nullable [][] all) {
      return stub.both(all).remote();
    }

    @Override
    public @Nullable List<@Nullable String[]> list(
        @Nullable Map<String, Both. @Nullable Data[]> maps) {
      return stub.list(maps).remote();
    }

    @Override
    public void take(Both. @Nullable Data... data) {
      stub.take(data).remote();
    }
  }
}
