/** Bounded MessagePack reading and writing, and the codecs of the standard types. */
@NullMarked
package io.tightwire.codec;

import org.jspecify.annotations.NullMarked;
