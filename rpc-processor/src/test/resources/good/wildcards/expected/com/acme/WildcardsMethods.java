package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The methods of {@link Wildcards}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class WildcardsMethods {
  static final String SERVICE = "com.acme.Wildcards";

  static final MethodDescriptor<Integer> COUNT = MethodDescriptor.unary(
      SERVICE, "count", 1, Codecs.INT.nonNull())
      .withFingerprint("6c617998790e2b58");

  static final MethodDescriptor<List<UUID>> KEYS = MethodDescriptor.unary(
      SERVICE, "keys", 0, WildcardsCodecs.LIST_OF_UUID)
      .withFingerprint("bcfb31b91dd32704");

  static final MethodDescriptor<Map<String, List<Wildcards.Point>>> NESTED = MethodDescriptor.unary(
      SERVICE, "nested", 1, WildcardsCodecs.MAP_OF_STRING_TO_LIST_OF_POINT)
      .withFingerprint("83f7cf7335d0ec81");

  static final MethodDescriptor<List<List<Wildcards.Point>>> INVARIANT = MethodDescriptor.unary(
      SERVICE, "invariant", 1, WildcardsCodecs.LIST_OF_LIST_OF_POINT)
      .withFingerprint("b7b104de3a79284e");

  static final MethodDescriptor<Wildcards.Page<Wildcards.Point>> PAGE = MethodDescriptor.unary(
      SERVICE, "page", 2, WildcardsCodecs.PAGE_OF_POINT)
      .withFingerprint("e6ed0fcb30c75074");

  static final MethodDescriptor<Wildcards.Box<Wildcards.Shape<Wildcards.Point>>> SHAPES = MethodDescriptor.unary(
      SERVICE, "shapes", 1, WildcardsCodecs.BOX_OF_SHAPE_OF_POINT)
      .withFingerprint("a6f161bb6e3f4809");

  static final MethodDescriptor<List<Wildcards.Point>> STAGE = MethodDescriptor.unary(
      SERVICE, "stage", 0, WildcardsCodecs.LIST_OF_POINT)
      .withFingerprint("6610e4849519a60b");

  static final MethodDescriptor<List<Wildcards.Point>> STAGE_OF_MANY = MethodDescriptor.unary(
      SERVICE, "stageOfMany", 1, WildcardsCodecs.LIST_OF_POINT)
      .withFingerprint("011b1bf2913c77d8");

  static final MethodDescriptor<Map<String, Wildcards.Point>> FUTURE = MethodDescriptor.unary(
      SERVICE, "future", 0, WildcardsCodecs.MAP_OF_STRING_TO_POINT)
      .withFingerprint("2d0a21a75a677bc0");

  static final MethodDescriptor<Wildcards.Point> STREAM = MethodDescriptor.streaming(
      SERVICE, "stream", 0, WildcardsCodecs.POINT)
      .withFingerprint("870f969f52a04477");

  static final MethodDescriptor<List<Wildcards.Point>> STREAM_OF_MANY = MethodDescriptor.streaming(
      SERVICE, "streamOfMany", 1, WildcardsCodecs.LIST_OF_POINT)
      .withFingerprint("55a994971a93e45e");

  static final MethodDescriptor<List<Wildcards.Point>> PUBLISHER = MethodDescriptor.streaming(
      SERVICE, "publisher", 0, WildcardsCodecs.LIST_OF_POINT)
      .withFingerprint("8cd798bc6630b6af");

  static final MethodDescriptor<Void> ARRAYS = MethodDescriptor.unary(
      SERVICE, "arrays", 2, Codecs.VOID)
      .withFingerprint("a99b2361c134054a");

  static final MethodDescriptor<List<@Nullable String>> TEXTS = MethodDescriptor.unary(
      SERVICE, "texts", 1, WildcardsCodecs.LIST_OF_STRING)
      .withFingerprint("6ce45f1a7caf63ac");

  static final MethodDescriptor<Void> FAIL = MethodDescriptor.unary(
      SERVICE, "fail", 0, Codecs.VOID)
      .withFingerprint("899712b675a4dca5")
      .throwing(WildcardsCodecs.FAILED);

  private WildcardsMethods() {
  }
}
