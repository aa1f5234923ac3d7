package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Names}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class NamesMethods {
  static final String SERVICE = "com.acme.Names";

  static final MethodDescriptor<Integer> PARAMETERS = MethodDescriptor.unary(
      SERVICE, "parameters", 7, Codecs.INT.nonNull())
      .withFingerprint("e3949709c778c637");

  static final MethodDescriptor<String> MORE = MethodDescriptor.unary(
      SERVICE, "more", 3, Codecs.STRING)
      .withFingerprint("704e817378e1a4ee")
      .throwing(NamesCodecs.EXCEPTION);

  static final MethodDescriptor<String> ITEMS = MethodDescriptor.streaming(
      SERVICE, "items", 4, Codecs.STRING)
      .withFingerprint("5d3c674721f899ff");

  static final MethodDescriptor<Void> CHANNEL = MethodDescriptor.unary(
      SERVICE, "channel", 1, Codecs.VOID)
      .withFingerprint("c528601907d8e7cd");

  static final MethodDescriptor<Void> IMPLEMENTATION = MethodDescriptor.unary(
      SERVICE, "implementation", 2, Codecs.VOID)
      .withFingerprint("671cbfa973d63ff7");

  static final MethodDescriptor<String> BLOCKING = MethodDescriptor.unary(
      SERVICE, "blocking", 0, Codecs.STRING)
      .withFingerprint("0c7cfa83ca3623db");

  static final MethodDescriptor<String> BLOCKING_ = MethodDescriptor.unary(
      SERVICE, "blockingTwice", 1, Codecs.STRING)
      .withFingerprint("d42e03d47ae85b31");

  static final MethodDescriptor<Integer> HASH_CODE = MethodDescriptor.unary(
      SERVICE, "hashCode", 1, Codecs.INT.nonNull())
      .withFingerprint("4f2b026b6d2713e4");

  static final MethodDescriptor<Boolean> EQUALS = MethodDescriptor.unary(
      SERVICE, "equals", 1, Codecs.BOOLEAN.nonNull())
      .withFingerprint("d4c12d256c782afa");

  static final MethodDescriptor<Void> NOTIFY2 = MethodDescriptor.unary(
      SERVICE, "notify2", 0, Codecs.VOID)
      .withFingerprint("329bae63c4c304b5");

  static final MethodDescriptor<Void> WAIT = MethodDescriptor.unary(
      SERVICE, "wait", 1, Codecs.VOID)
      .withFingerprint("48fd1ed0ea162b17");

  static final MethodDescriptor<String> TO_STRING = MethodDescriptor.unary(
      SERVICE, "toString", 1, Codecs.STRING)
      .withFingerprint("efdacb86f4272991");

  static final MethodDescriptor<String> SERVICE_NAME = MethodDescriptor.unary(
      SERVICE, "serviceName", 0, Codecs.STRING)
      .withFingerprint("66f83d7d59800db9");

  static final MethodDescriptor<String> METHODS = MethodDescriptor.unary(
      SERVICE, "methods", 1, Codecs.STRING)
      .withFingerprint("9f71fd999f7822e0");

  static final MethodDescriptor<Void> OF = MethodDescriptor.unary(
      SERVICE, "of", 0, Codecs.VOID)
      .withFingerprint("0ca483a66f2052cf");

  static final MethodDescriptor<Integer> FUN = MethodDescriptor.unary(
      SERVICE, "fun", 6, Codecs.INT.nonNull())
      .withFingerprint("883fd6c18fbae0fe");

  static final MethodDescriptor<Void> ADD = MethodDescriptor.unary(
      SERVICE, "upper", 0, Codecs.VOID)
      .withFingerprint("eca06437ab8ad292");

  static final MethodDescriptor<Void> ADD_ = MethodDescriptor.unary(
      SERVICE, "lower", 0, Codecs.VOID)
      .withFingerprint("c97512913f60a82b");

  static final MethodDescriptor<Void> SERVICE_ = MethodDescriptor.unary(
      SERVICE, "service", 0, Codecs.VOID)
      .withFingerprint("17b4e0ae7564da5d");

  static final MethodDescriptor<Names.Odd> ODD = MethodDescriptor.unary(
      SERVICE, "odd", 1, NamesCodecs.ODD)
      .withFingerprint("f761e4f216c994ad");

  static final MethodDescriptor<Names.Other.ListOfItem> ITEMS_ = MethodDescriptor.unary(
      SERVICE, "itemList", 1, NamesCodecs.LIST_OF_ITEM)
      .withFingerprint("4fd6c0a9b9fa86fd");

  private NamesMethods() {
  }
}
