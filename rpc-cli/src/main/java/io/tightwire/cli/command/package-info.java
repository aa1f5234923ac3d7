/** The subcommands and their options. */
@NullMarked
package io.tightwire.cli.command;

import org.jspecify.annotations.NullMarked;
