/** The live table of a server's methods. */
@NullMarked
package io.tightwire.cli.top;

import org.jspecify.annotations.NullMarked;
