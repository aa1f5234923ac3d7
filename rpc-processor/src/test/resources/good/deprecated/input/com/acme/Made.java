package com.acme;

import io.tightwire.annotation.RpcService;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;

/** Names a codec whose constructor is deprecated. */
@RpcService(codecs = Made.MoneyCodec.class)
public interface Made {
  Money twice(Money money);

  /** Money. */
  final class Money {
    final long cents;

    Money(long cents) {
      this.cents = cents;
    }
  }

  /** New. */
  final class MoneyCodec implements Codec<Money> {
    /**
     * Old.
     *
     * @deprecated old
     */
    @Deprecated
    public MoneyCodec() {}

    @Override
    public void write(WireWriter out, Money money) {
      out.writeLong(money.cents);
    }

    @Override
    public Money read(WireReader in) {
      return new Money(in.readLong());
    }
  }
}
