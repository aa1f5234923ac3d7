/** The contract between the runtime and generated code; of interest to those who write channels. */
@NullMarked
package io.tightwire.generated;

import org.jspecify.annotations.NullMarked;
