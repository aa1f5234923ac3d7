/** Configures, assembles, starts and ends servers and clients. */
@NullMarked
package io.tightwire.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
