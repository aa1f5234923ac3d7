package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Members}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class MembersMethods {
  static final String SERVICE = "com.acme.Members";

  static final MethodDescriptor<Members.Pair<String>> PAIR = MethodDescriptor.unary(
      SERVICE, "pair", 1, MembersCodecs.PAIR_OF_STRING)
      .withFingerprint("85b9e7033dff87b6")
      .throwing(MembersCodecs.GONE);

  private MembersMethods() {
  }
}
