package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.Currency;

final class CurrencyCodec implements Codec<Currency> {

  @Override
  public void write(WireWriter out, Currency value) {
    out.writeString(value == null ? null : value.getCurrencyCode());
  }

  @Override
  public Currency read(WireReader in) {
    String code = in.readString();
    try {
      return code == null ? null : Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new CodecException("No currency has the code " + code, e);
    }
  }
}
