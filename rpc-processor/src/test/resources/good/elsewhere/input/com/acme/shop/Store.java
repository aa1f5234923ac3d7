package com.acme.shop;

import com.acme.parts.Failing;
import com.acme.parts.Outage;
import com.acme.parts.Part;
import com.acme.parts.Size;
import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;

/** Parents, records, enums, sealed interfaces and exceptions of another package. */
@RpcService
public interface Store extends Failing<com.acme.parts.Item, Outage> {

  Store.Item item(Store.Item own, com.acme.parts.Item other);

  Map<Size, List<Part>> parts(Item... items);

  /** Has the simple name of a record of the other package. */
  record Item(int own) {}
}
