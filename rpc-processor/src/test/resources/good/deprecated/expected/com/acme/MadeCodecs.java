package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Made} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class MadeCodecs {
  static final Codec<Made.Money> MONEY = Codecs.checked(new Made.MoneyCodec());

  private MadeCodecs() {
  }
}
