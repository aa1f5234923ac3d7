package io.tightwire.it.docs.guide;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.math.BigDecimal;

/** The service of docs/FLEET.md whose calls are hedged. */
@RpcService
public interface PriceList {

  /** Returns the price of an article. */
  @RpcMethod(idempotent = true, hedge = "PT0.03S", timeout = "PT2S")
  BigDecimal price(String article);
}
