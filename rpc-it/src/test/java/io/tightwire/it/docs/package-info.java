/** The documentation's snippets, compiled and run. */
@NullMarked
package io.tightwire.it.docs;

import org.jspecify.annotations.NullMarked;
