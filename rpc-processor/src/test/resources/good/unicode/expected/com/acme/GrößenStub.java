package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Gr\u00f6\u00dfen}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class Gr\u00f6\u00dfenStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public Gr\u00f6\u00dfenStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Gr\u00f6\u00dfen#fl\u00e4che(double, double)}.
   *
   * @param l\u00e4nge see the interface
   * @param breite see the interface
   * @return the call
   */
  public RemoteCall<Double> fl\u00e4che(double l\u00e4nge, double breite) {
    return RemoteCall.of(channel, Gr\u00f6\u00dfenMethods.FL\u00c4CHE, out -> {
      out.writeDouble(l\u00e4nge);
      out.writeDouble(breite);
    });
  }

  public RemoteCall<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> gr\u00f6\u00dfe(Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe gr\u00f6\u00dfe, List<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> \u6570\u5b57) {
    return RemoteCall.of(channel, Gr\u00f6\u00dfenMethods.GR\u00d6SSE, out -> {
      Gr\u00f6\u00dfenCodecs.write\u00dcbergr\u00f6\u00dfe(out, gr\u00f6\u00dfe);
      Gr\u00f6\u00dfenCodecs.writeListOf\u00dcbergr\u00f6\u00dfe(out, \u6570\u5b57);
    });
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Gr\u00f6\u00dfen blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Gr\u00f6\u00dfen {
    private final Gr\u00f6\u00dfenStub stub;

    Blocking(Gr\u00f6\u00dfenStub stub) {
      this.stub = stub;
    }

    @Override
    public double fl\u00e4che(double l\u00e4nge, double breite) {
      return stub.fl\u00e4che(l\u00e4nge, breite).remote();
    }

    @Override
    public Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe gr\u00f6\u00dfe(Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe gr\u00f6\u00dfe, List<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> \u6570\u5b57) {
      return stub.gr\u00f6\u00dfe(gr\u00f6\u00dfe, \u6570\u5b57).remote();
    }
  }
}
