package com.acme.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Holds the annotation of types. */
public final class Absent {
  private Absent() {}

  /**
   * Old.
   *
   * @deprecated old
   */
  @Deprecated
  @Target(ElementType.TYPE_USE)
  public @interface Nullable {}
}
