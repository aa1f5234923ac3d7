package com.acme;

import com.acme.annotations.Absent.Nullable;
import io.tightwire.annotation.RpcService;
import java.util.List;

/** Written with an annotation of types that is deprecated. */
@RpcService
@SuppressWarnings("deprecation")
public interface Parts {
  int count(List<@Nullable String> parts);
}
