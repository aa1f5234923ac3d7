/** The command line. */
@NullMarked
package io.tightwire.cli;

import org.jspecify.annotations.NullMarked;
