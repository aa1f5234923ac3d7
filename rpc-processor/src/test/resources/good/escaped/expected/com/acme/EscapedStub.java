package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Escaped}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class EscapedStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public EscapedStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * How long.
   *
   * @return the call
   */
  public RemoteCall<Double> l\u00e4nge(Escaped.Gr\u00f6\u00dfe gr\u00f6\u00dfe) {
    return RemoteCall.of(channel, EscapedMethods.L\u00c4NGE, out ->
        EscapedCodecs.writeGr\u00f6\u00dfe(out, gr\u00f6\u00dfe));
  }

  public RemoteCall<Escaped.Kind> kind() {
    return RemoteCall.of(channel, EscapedMethods.KIND, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Escaped blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Escaped {
    private final EscapedStub stub;

    Blocking(EscapedStub stub) {
      this.stub = stub;
    }

    @Override
    public double l\u00e4nge(Escaped.Gr\u00f6\u00dfe gr\u00f6\u00dfe) {
      return stub.l\u00e4nge(gr\u00f6\u00dfe).remote();
    }

    @Override
    public Escaped.Kind kind() {
      return stub.kind().remote();
    }
  }
}
