/** The services that the scenarios call, their types, and the scenarios. */
@NullMarked
package io.tightwire.it;

import org.jspecify.annotations.NullMarked;
