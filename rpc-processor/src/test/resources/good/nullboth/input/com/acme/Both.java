package com.acme;

import com.acme.parts.Parent;
import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;

/** With an annotation that belongs to declarations and to types. */
@RpcService
public interface Both extends Parent {

  @Nullable String name(@Nullable String of);

  @Nullable String[] names(@Nullable String[] first, String @Nullable [] second);

  @Nullable String @Nullable [] both(@Nullable String @Nullable [][] all);

  @Nullable List<@Nullable String[]> list(@Nullable Map<String, @Nullable Data[]> maps);


  void take(@Nullable Data... data);

  record Data(@Nullable String[] parts, @Nullable String text) {}
}
