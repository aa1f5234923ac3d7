package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Canvas}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class CanvasStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public CanvasStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Canvas.Shape> draw(Canvas.Shape shape, List<Canvas.Round> rounds) {
    return RemoteCall.of(channel, CanvasMethods.DRAW, out -> {
      CanvasCodecs.writeShape(out, shape);
      CanvasCodecs.writeListOfRound(out, rounds);
    });
  }

  public RemoteCall<Canvas.Result<Canvas.Circle>> load(String name) {
    return RemoteCall.of(channel, CanvasMethods.LOAD, out -> out.writeString(name));
  }

  public RemoteCall<Canvas.Result<String>> check() {
    return RemoteCall.of(channel, CanvasMethods.CHECK, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Canvas blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Canvas {
    private final CanvasStub stub;

    Blocking(CanvasStub stub) {
      this.stub = stub;
    }

    @Override
    public Canvas.Shape draw(Canvas.Shape shape, List<Canvas.Round> rounds) {
      return stub.draw(shape, rounds).remote();
    }

    @Override
    public Canvas.Result<Canvas.Circle> load(String name) {
      return stub.load(name).remote();
    }

    @Override
    public Canvas.Result<String> check() {
      return stub.check().remote();
    }
  }
}
