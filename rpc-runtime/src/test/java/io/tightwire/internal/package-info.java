/** Stand-ins that the tests of both state machines share. */
@NullMarked
package io.tightwire.internal;

import org.jspecify.annotations.NullMarked;
