/** Tests of descriptions as text. */
@NullMarked
package io.tightwire.cli.describe;

import org.jspecify.annotations.NullMarked;
