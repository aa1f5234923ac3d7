package com.acme;

import com.acme.annotations.Nullable;
import io.tightwire.annotation.RpcService;

/** Written with an annotation that is deprecated. */
@RpcService
@SuppressWarnings("deprecation")
public interface Annotated {
  @Nullable
  String find(String key);

  void store(@Nullable String value);
}
