/** Tests of subcommands. */
@NullMarked
package io.tightwire.cli.command;

import org.jspecify.annotations.NullMarked;
