package com.acme.parts;

import java.util.List;

public interface Parent {

  @Nullable String hidden(@Nullable String text, List<@Nullable String> texts);

  @CheckForNull String declared(@CheckForNull String text);

  @interface Declared {}
}
