package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Größen}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as safe for use by many threads as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class GrößenStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public GrößenStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Größen#fläche(double, double)}.
   *
   * @param länge see the interface
   * @param breite see the interface
   * @return the call
   */
  public RemoteCall<Double> fläche(double länge, double breite) {
    return RemoteCall.of(channel, GrößenMethods.FLÄCHE, out -> {
      out.writeDouble(länge);
      out.writeDouble(breite);
    });
  }

  public RemoteCall<Größen.Übergröße> größe(Größen.Übergröße größe, List<Größen.Übergröße> 数字) {
    return RemoteCall.of(channel, GrößenMethods.GRÖSSE, out -> {
      GrößenCodecs.writeÜbergröße(out, größe);
      GrößenCodecs.writeListOfÜbergröße(out, 数字);
    });
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Größen blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Größen {
    private final GrößenStub stub;

    Blocking(GrößenStub stub) {
      this.stub = stub;
    }

    @Override
    public double fläche(double länge, double breite) {
      return stub.fläche(länge, breite).remote();
    }

    @Override
    public Größen.Übergröße größe(Größen.Übergröße größe, List<Größen.Übergröße> 数字) {
      return stub.größe(größe, 数字).remote();
    }
  }
}
