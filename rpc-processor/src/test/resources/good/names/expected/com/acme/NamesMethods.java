package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Names}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class NamesMethods {
  static final String SERVICE = "com.acme.Names";

  static final MethodDescriptor<Integer> PARAMETERS = MethodDescriptor.unary(
      SERVICE, "parameters", 7, Codecs.INT.nonNull());

  static final MethodDescriptor<String> MORE = MethodDescriptor.unary(
      SERVICE, "more", 3, Codecs.STRING)
      .throwing(NamesCodecs.EXCEPTION);

  static final MethodDescriptor<String> ITEMS = MethodDescriptor.streaming(
      SERVICE, "items", 4, Codecs.STRING);

  static final MethodDescriptor<Void> CHANNEL = MethodDescriptor.unary(
      SERVICE, "channel", 1, Codecs.VOID);

  static final MethodDescriptor<Void> IMPLEMENTATION = MethodDescriptor.unary(
      SERVICE, "implementation", 2, Codecs.VOID);

  static final MethodDescriptor<String> BLOCKING = MethodDescriptor.unary(
      SERVICE, "blocking", 0, Codecs.STRING);

  static final MethodDescriptor<String> BLOCKING_ = MethodDescriptor.unary(
      SERVICE, "blockingTwice", 1, Codecs.STRING);

  static final MethodDescriptor<Integer> HASH_CODE = MethodDescriptor.unary(
      SERVICE, "hashCode", 1, Codecs.INT.nonNull());

  static final MethodDescriptor<Boolean> EQUALS = MethodDescriptor.unary(
      SERVICE, "equals", 1, Codecs.BOOLEAN.nonNull());

  static final MethodDescriptor<Void> NOTIFY2 = MethodDescriptor.unary(
      SERVICE, "notify2", 0, Codecs.VOID);

  static final MethodDescriptor<Void> WAIT = MethodDescriptor.unary(
      SERVICE, "wait", 1, Codecs.VOID);

  static final MethodDescriptor<String> TO_STRING = MethodDescriptor.unary(
      SERVICE, "toString", 1, Codecs.STRING);

  static final MethodDescriptor<String> SERVICE_NAME = MethodDescriptor.unary(
      SERVICE, "serviceName", 0, Codecs.STRING);

  static final MethodDescriptor<String> METHODS = MethodDescriptor.unary(
      SERVICE, "methods", 1, Codecs.STRING);

  static final MethodDescriptor<Void> OF = MethodDescriptor.unary(
      SERVICE, "of", 0, Codecs.VOID);

  static final MethodDescriptor<Integer> FUN = MethodDescriptor.unary(
      SERVICE, "fun", 6, Codecs.INT.nonNull());

  static final MethodDescriptor<Void> ADD = MethodDescriptor.unary(
      SERVICE, "upper", 0, Codecs.VOID);

  static final MethodDescriptor<Void> ADD_ = MethodDescriptor.unary(
      SERVICE, "lower", 0, Codecs.VOID);

  static final MethodDescriptor<Void> SERVICE_ = MethodDescriptor.unary(
      SERVICE, "service", 0, Codecs.VOID);

  static final MethodDescriptor<Names.Odd> ODD = MethodDescriptor.unary(
      SERVICE, "odd", 1, NamesCodecs.ODD);

  static final MethodDescriptor<Names.Other.ListOfItem> ITEMS_ = MethodDescriptor.unary(
      SERVICE, "itemList", 1, NamesCodecs.LIST_OF_ITEM);

  private NamesMethods() {
  }
}
