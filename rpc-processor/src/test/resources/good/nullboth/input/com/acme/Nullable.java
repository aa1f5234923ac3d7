package com.acme;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

@Target({
  ElementType.TYPE_USE,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT
})
public @interface Nullable {}
