/**
 * The contract between the runtime and generated code. Of interest to authors of a channel, a stub
 * or a skeleton by hand; all other code uses the generated classes. Codecs, generated or not, also
 * use {@code io.tightwire.codec}.
 */
@NullMarked
package io.tightwire.generated;

import org.jspecify.annotations.NullMarked;
