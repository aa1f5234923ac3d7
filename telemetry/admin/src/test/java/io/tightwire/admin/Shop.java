package io.tightwire.admin;

import io.tightwire.annotation.RpcService;

/** The service of the tests. */
@RpcService(name = "com.acme.Shop")
interface Shop {

  /** Returns the price of an article; 0 fails. */
  int price(int article);
}
