package com.acme;

import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Scalars} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ScalarsCodecs {
  private ScalarsCodecs() {
  }
}
