package com.acme;

import io.tightwire.annotation.RpcService;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;

/** Names a codec that is deprecated. */
@RpcService(codecs = Coded.MoneyCodec.class)
public interface Coded {
  Money twice(Money money);

  /** Money. */
  final class Money {
    final long cents;

    Money(long cents) {
      this.cents = cents;
    }
  }

  /**
   * Old.
   *
   * @deprecated old
   */
  @Deprecated
  final class MoneyCodec implements Codec<Money> {
    /** New. */
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
