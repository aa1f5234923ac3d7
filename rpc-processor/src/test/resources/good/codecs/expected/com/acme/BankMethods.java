package com.acme;

import io.tightwire.generated.MethodDescriptor;
import java.util.Currency;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Bank}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class BankMethods {
  static final String SERVICE = "com.acme.Bank";

  static final MethodDescriptor<List<Currency>> CURRENCIES = MethodDescriptor.unary(
      SERVICE, "currencies", 1, BankCodecs.LIST_OF_CURRENCY)
      .withFingerprint("64b5c688e1ce7802");

  static final MethodDescriptor<Bank.Money> CONVERT = MethodDescriptor.unary(
      SERVICE, "convert", 2, BankCodecs.MONEY)
      .withFingerprint("b4f37c77f096f502");

  private BankMethods() {
  }
}
