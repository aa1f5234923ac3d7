/** JSON to values of the wire and back, by the description of a service. */
@NullMarked
package io.tightwire.cli.codec;

import org.jspecify.annotations.NullMarked;
