/** The service of docs/GUIDE.md, and its snippets. */
@NullMarked
package io.tightwire.it.docs.guide;

import org.jspecify.annotations.NullMarked;
