package com.acme.shop;

import com.acme.model.Box;
import com.acme.model.Old;
import com.acme.model.Part;
import com.acme.model.Result;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The methods of {@link Shop}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class ShopMethods {
  static final String SERVICE = "com.acme.shop.Shop";

  static final MethodDescriptor<@Nullable Part> FIND = MethodDescriptor.unary(
      SERVICE, "find", 2, ShopCodecs.PART)
      .withFingerprint("2bf1f9f66fbb9ed9");

  static final MethodDescriptor<Part> GET = MethodDescriptor.unary(
      SERVICE, "get", 4, ShopCodecs.PART.nonNull())
      .withFingerprint("d662d3d44a27d85c");

  static final MethodDescriptor<Part> ALL = MethodDescriptor.streaming(
      SERVICE, "all", 0, ShopCodecs.PART.nonNull())
      .withFingerprint("0a113661253a1fd0");

  static final MethodDescriptor<@Nullable String> LATER = MethodDescriptor.unary(
      SERVICE, "later", 1, Codecs.STRING)
      .withFingerprint("fafa7e6661e5a166");

  static final MethodDescriptor<Result<Part>> RESULT = MethodDescriptor.unary(
      SERVICE, "result", 1, ShopCodecs.RESULT_OF_PART.nonNull())
      .withFingerprint("202498ddb4a14512");

  static final MethodDescriptor<Old> OLD = MethodDescriptor.unary(
      SERVICE, "old", 2, ShopCodecs.OLD)
      .withFingerprint("4fc1be0ece9afa4a");

  static final MethodDescriptor<@Nullable String> FREE = MethodDescriptor.unary(
      SERVICE, "free", 1, Codecs.STRING)
      .withFingerprint("dc5ab892c447ed6a");

  static final MethodDescriptor<Part> PART = MethodDescriptor.unary(
      SERVICE, "part", 2, ShopCodecs.PART.nonNull())
      .withFingerprint("e2df10840e378672");

  static final MethodDescriptor<Box<Part>> BOX = MethodDescriptor.unary(
      SERVICE, "box", 2, ShopCodecs.BOX_OF_PART.nonNull())
      .withFingerprint("418e7431b0e9159d");

  private ShopMethods() {
  }
}
