package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The client's side of {@link Dialect}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullMarked
public final class DialectStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public DialectStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<String> text(String strict, @Nullable String lax) {
    return RemoteCall.of(channel, DialectMethods.TEXT, out -> {
      out.writeString(Codecs.nonNull(strict, "Argument \"strict\""));
      out.writeString(lax);
    });
  }

  public RemoteCall<Dialect.Note> note(Dialect.Note note) {
    return RemoteCall.of(channel, DialectMethods.NOTE, out ->
        DialectCodecs.writeNote(out, Codecs.nonNull(note, "Argument \"note\"")));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Dialect blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Dialect {
    private final DialectStub stub;

    Blocking(DialectStub stub) {
      this.stub = stub;
    }

    @Override
    @Nullable
    public String text(String strict, @Nullable String lax) {
      return stub.text(strict, lax).remote();
    }

    @Override
    public Dialect.Note note(Dialect.Note note) {
      return stub.note(note).remote();
    }
  }
}
