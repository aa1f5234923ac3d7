/** The contract between the runtime and generated code; of interest to those who write channels. */
@NullMarked
package io.tightwire.stub;

import org.jspecify.annotations.NullMarked;
