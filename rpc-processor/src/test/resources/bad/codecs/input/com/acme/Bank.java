package com.acme;

import io.tightwire.annotation.RpcService;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.Currency;
import java.util.List;

@RpcService(
    codecs = {
      Bank.Fine.class,
      Bank.Again.class,
      Bank.Text.class,
      Bank.Generic.class,
      Bank.Uncreatable.class,
      Bank.Abstract.class,
      String.class,
      int.class
    })
public interface Bank {

  Currency currency(Currency other);

  class Fine extends Base<Currency> {}

  class Again extends Base<Currency> {}

  class Text extends Base<String> {}

  class Generic extends Base<List<String>> {}

  class Uncreatable extends Base<java.util.Locale> {
    Uncreatable(int parameter) {}
  }

  abstract class Abstract extends Base<java.util.TimeZone> {}

  abstract class Base<T> implements Codec<T> {
    @Override
    public void write(WireWriter out, T value) {}

    @Override
    public T read(WireReader in) {
      return null;
    }
  }
}
