package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

/** Readable in any encoding. */
@RpcService(name = "com.acme.gr\u00f6\u00dfen")
public interface Escaped {

  /** How long. */
  @RpcMethod(name = "l\u00e4nge \ud83d\ude00 \\\u00e4 \\u00e4", lane = "gro\u00df")
  double l\u00e4nge(Gr\u00f6\u00dfe gr\u00f6\u00dfe);

  record Gr\u00f6\u00dfe(int m\u00e4ngel) {}

  enum Kind {
    GR\u00d6SSER
  }

  Kind kind();
}
