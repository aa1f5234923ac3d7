package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Bank} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class BankCodecs {
  static final Codec<Currency> CURRENCY = Codecs.checked(new CurrencyCodec());

  static final Codec<Locale> LOCALE = Codecs.checked(new LocaleCodec());

  static final Codec<List<Currency>> LIST_OF_CURRENCY = Codec.of(
      BankCodecs::writeListOfCurrency, BankCodecs::readListOfCurrency);

  static final Codec<Bank.Money> MONEY = Codec.of(
      BankCodecs::writeMoney, BankCodecs::readMoney);

  private BankCodecs() {
  }

  static void writeMoney(WireWriter out, Bank.Money value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeLong(value.amount());
    CURRENCY.write(out, value.currency());
    out.endArray();
  }

  static Bank.Money readMoney(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    long amount = present > 0 ? in.readLong() : 0;
    Currency currency = present > 1 ? CURRENCY.read(in) : null;
    in.endArray(present - 2);
    try {
      return new Bank.Money(amount, currency);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Bank.Money", e);
    }
  }

  static void writeListOfCurrency(WireWriter out, List<Currency> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        CURRENCY.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Currency element : value) {
        CURRENCY.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Currency> readListOfCurrency(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Currency> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(CURRENCY.read(in));
    }
    in.endArray(0);
    return value;
  }
}
