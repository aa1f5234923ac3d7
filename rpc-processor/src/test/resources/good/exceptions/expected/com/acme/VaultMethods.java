package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Vault}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class VaultMethods {
  static final String SERVICE = "com.acme.Vault";

  static final MethodDescriptor<String> OPEN = MethodDescriptor.unary(
      SERVICE, "open", 2, Codecs.STRING)
      .withFingerprint("5911a7ec58d82788")
      .throwing(VaultCodecs.LOCKED, VaultCodecs.DENIED, VaultCodecs.IO_EXCEPTION);

  static final MethodDescriptor<Void> CLOSE = MethodDescriptor.unary(
      SERVICE, "close", 0, Codecs.VOID)
      .withFingerprint("688d752db8afc2cb")
      .throwing(VaultCodecs.TIMEOUT_EXCEPTION);

  private VaultMethods() {
  }
}
