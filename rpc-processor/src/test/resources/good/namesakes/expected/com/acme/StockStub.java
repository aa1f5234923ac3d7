package com.acme;

import com.acme.parts.Item;
import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Stock}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class StockStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public StockStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Item.Kind> kind(Stock.Item item, Item.Part part) {
    return RemoteCall.of(channel, StockMethods.KIND, out -> {
      StockCodecs.writeItem(out, item);
      StockCodecs.writePart(out, part);
    });
  }

  public RemoteCall<List<Item.Part>> parts(List<Part[]> others) {
    return RemoteCall.of(channel, StockMethods.PARTS, out ->
        StockCodecs.writeListOfArrayOfPart_(out, others));
  }

  public RemoteCall<Part.Side> side(Shelf.Part part, Stock.String name) {
    return RemoteCall.of(channel, StockMethods.SIDE, out -> {
      StockCodecs.writePart__(out, part);
      StockCodecs.writeString(out, name);
    });
  }

  public RemoteStreamingCall<Part> all() {
    return RemoteStreamingCall.of(channel, StockMethods.ALL, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Stock blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Stock {
    private final StockStub stub;

    Blocking(StockStub stub) {
      this.stub = stub;
    }

    @Override
    public com.acme.parts.Item.Kind kind(Stock.Item item, com.acme.parts.Item.Part part) throws
        com.acme.parts.Item.Broken {
      try {
        return stub.kind(item, part).remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof com.acme.parts.Item.Broken declared) {
          throw declared;
        }
        throw e;
      }
    }

    @Override
    public List<com.acme.parts.Item.Part> parts(List<com.acme.Part[]> others) {
      return stub.parts(others).remote();
    }

    @Override
    public com.acme.Part.Side side(Shelf.Part part, Stock.String name) {
      return stub.side(part, name).remote();
    }

    @Override
    public Stream<com.acme.Part> all() {
      RemoteStream<com.acme.Part> items = stub.all().remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }
  }
}
