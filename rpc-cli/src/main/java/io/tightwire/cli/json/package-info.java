/** JSON as values: read with limits, written as one line or indented. */
@NullMarked
package io.tightwire.cli.json;

import org.jspecify.annotations.NullMarked;
