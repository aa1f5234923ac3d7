package com.acme.shop;

import com.acme.parts.Outage;
import com.acme.parts.Part;
import com.acme.parts.Size;
import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Store}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class StoreStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public StoreStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Store#find(String)}.
   *
   * @param name see the interface
   * @return the call
   */
  public RemoteCall<com.acme.parts.Item> find(String name) {
    return RemoteCall.of(channel, StoreMethods.FIND, out -> out.writeString(name));
  }

  public RemoteCall<Store.Item> item(Store.Item own, com.acme.parts.Item other) {
    return RemoteCall.of(channel, StoreMethods.ITEM, out -> {
      StoreCodecs.writeItem_(out, own);
      StoreCodecs.writeItem(out, other);
    });
  }

  public RemoteCall<Map<Size, List<Part>>> parts(Store.Item... items) {
    return RemoteCall.of(channel, StoreMethods.PARTS, out ->
        StoreCodecs.writeArrayOfItem_(out, items));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Store blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Store {
    private final StoreStub stub;

    Blocking(StoreStub stub) {
      this.stub = stub;
    }

    @Override
    public com.acme.parts.Item find(String name) throws Outage {
      try {
        return stub.find(name).remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof Outage declared) {
          throw declared;
        }
        throw e;
      }
    }

    @Override
    public Store.Item item(Store.Item own, com.acme.parts.Item other) {
      return stub.item(own, other).remote();
    }

    @Override
    public Map<Size, List<Part>> parts(Store.Item... items) {
      return stub.parts(items).remote();
    }
  }
}
