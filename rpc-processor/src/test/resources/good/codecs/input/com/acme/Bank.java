package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

@RpcService(codecs = {CurrencyCodec.class, LocaleCodec.class})
public interface Bank {

  List<Currency> currencies(Locale locale);

  Money convert(Money money, Currency to);

  record Money(long amount, Currency currency) {}
}
