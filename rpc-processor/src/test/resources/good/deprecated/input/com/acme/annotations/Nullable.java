package com.acme.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Old.
 *
 * @deprecated old
 */
@Deprecated
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Nullable {}
