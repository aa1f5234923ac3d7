/** The connection that a subcommand works with. */
@NullMarked
package io.tightwire.cli.connect;

import org.jspecify.annotations.NullMarked;
