/** Frames to bytes and back. Knows no socket and no thread. */
@NullMarked
package io.tightwire.internal.wire;

import org.jspecify.annotations.NullMarked;
