/** The services that the stories call, the types that these mention, and the stories. */
@NullMarked
package io.tightwire.it;

import org.jspecify.annotations.NullMarked;
