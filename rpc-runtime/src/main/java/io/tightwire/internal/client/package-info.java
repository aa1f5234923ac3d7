/** The client's call table and what it decides. Sans I/O. */
@NullMarked
package io.tightwire.internal.client;

import org.jspecify.annotations.NullMarked;
