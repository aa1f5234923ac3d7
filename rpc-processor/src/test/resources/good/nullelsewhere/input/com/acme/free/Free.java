package com.acme.free;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@NullUnmarked
public interface Free {

  @Nullable String free(List<@Nullable String> them);
}
