/**
 * The contract between the runtime and generated code. Of interest to those who write a channel, a
 * stub or a skeleton by hand; everybody else uses what is generated. Codecs, generated or not, also
 * use {@code io.tightwire.codec}.
 */
@NullMarked
package io.tightwire.generated;

import org.jspecify.annotations.NullMarked;
