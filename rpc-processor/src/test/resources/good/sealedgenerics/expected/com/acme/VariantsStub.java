package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Variants}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class VariantsStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public VariantsStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Variants.Result<List<String>>> nested(
      Variants.Result<Map<String, List<Integer>>> map) {
    return RemoteCall.of(channel, VariantsMethods.NESTED, out ->
        VariantsCodecs.writeResultOfMapOfStringAndListOfInteger(out, map));
  }

  public RemoteCall<Variants.Result<String[]>> arrays() {
    return RemoteCall.of(channel, VariantsMethods.ARRAYS, ArgumentsWriter.NONE);
  }

  public RemoteCall<Variants.Result<Integer>> number() {
    return RemoteCall.of(channel, VariantsMethods.NUMBER, ArgumentsWriter.NONE);
  }

  public RemoteCall<Variants.Result<List<List<Long>>>> deep() {
    return RemoteCall.of(channel, VariantsMethods.DEEP, ArgumentsWriter.NONE);
  }

  public RemoteCall<Variants.Both<String, String>> both() {
    return RemoteCall.of(channel, VariantsMethods.BOTH, ArgumentsWriter.NONE);
  }

  public RemoteCall<Variants.Both<Long, String>> different() {
    return RemoteCall.of(channel, VariantsMethods.DIFFERENT, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Variants blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Variants {
    private final VariantsStub stub;

    Blocking(VariantsStub stub) {
      this.stub = stub;
    }

    @Override
    public Variants.Result<List<String>> nested(Variants.Result<Map<String, List<Integer>>> map) {
      return stub.nested(map).remote();
    }

    @Override
    public Variants.Result<String[]> arrays() {
      return stub.arrays().remote();
    }

    @Override
    public Variants.Result<Integer> number() {
      return stub.number().remote();
    }

    @Override
    public Variants.Result<List<List<Long>>> deep() {
      return stub.deep().remote();
    }

    @Override
    public Variants.Both<String, String> both() {
      return stub.both().remote();
    }

    @Override
    public Variants.Both<Long, String> different() {
      return stub.different().remote();
    }
  }
}
