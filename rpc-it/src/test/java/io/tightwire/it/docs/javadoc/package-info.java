/** The examples in the Javadoc of the annotations. */
@NullMarked
package io.tightwire.it.docs.javadoc;

import org.jspecify.annotations.NullMarked;
