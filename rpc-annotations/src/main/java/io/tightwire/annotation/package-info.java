/** The annotations that a service interface carries; read at compile time only. */
@NullMarked
package io.tightwire.annotation;

import org.jspecify.annotations.NullMarked;
