package com.acme;

import io.tightwire.annotation.RpcService;
import org.jspecify.annotations.NullMarked;

@RpcService
@NullMarked
public interface Dialect {

  @Nullable String text(String strict, @Nullable String lax);

  record Note(String strict, @Nullable String lax) {}

  Note note(Note note);
}
