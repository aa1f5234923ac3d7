import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Plain}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class PlainStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public PlainStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<List<Plain.Data>> list(Plain.Color color) {
    return RemoteCall.of(channel, PlainMethods.LIST, out -> PlainCodecs.COLOR.write(out, color));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Plain blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Plain {
    private final PlainStub stub;

    Blocking(PlainStub stub) {
      this.stub = stub;
    }

    @Override
    public List<Plain.Data> list(Plain.Color color) {
      return stub.list(color).remote();
    }
  }
}
