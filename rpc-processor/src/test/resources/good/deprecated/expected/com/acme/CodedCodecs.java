package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Coded} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class CodedCodecs {
  static final Codec<Coded.Money> MONEY = Codecs.checked(new Coded.MoneyCodec());

  private CodedCodecs() {
  }
}
