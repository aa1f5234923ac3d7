package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.math.BigDecimal;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Calculator} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class CalculatorCodecs {
  static final Codec<Account> ACCOUNT = Codec.of(
      CalculatorCodecs::writeAccount, CalculatorCodecs::readAccount);

  static final DeclaredException<InsufficientFundsException> INSUFFICIENT_FUNDS_EXCEPTION = DeclaredException.of(
      InsufficientFundsException.class,
      Codec.of(
          CalculatorCodecs::writeInsufficientFundsException,
              CalculatorCodecs::readInsufficientFundsException));

  private CalculatorCodecs() {
  }

  static void writeAccount(WireWriter out, Account value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.id());
    Codecs.BIG_DECIMAL.write(out, value.balance());
    out.endArray();
  }

  static Account readAccount(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String id = present > 0 ? in.readString() : null;
    BigDecimal balance = present > 1 ? Codecs.BIG_DECIMAL.read(in) : null;
    in.endArray(present - 2);
    try {
      return new Account(id, balance);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Account", e);
    }
  }

  static void writeInsufficientFundsException(WireWriter out, InsufficientFundsException value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.id());
    Codecs.BIG_DECIMAL.write(out, value.getBalance());
    out.endArray();
  }

  static InsufficientFundsException readInsufficientFundsException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String id = present > 0 ? in.readString() : null;
    BigDecimal balance = present > 1 ? Codecs.BIG_DECIMAL.read(in) : null;
    in.endArray(present - 2);
    try {
      return new InsufficientFundsException(id, balance);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("InsufficientFundsException", e);
    }
  }
}
