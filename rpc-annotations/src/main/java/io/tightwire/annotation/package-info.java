/** The annotations of service interfaces. The processor reads them at compile time. */
@NullMarked
package io.tightwire.annotation;

import org.jspecify.annotations.NullMarked;
