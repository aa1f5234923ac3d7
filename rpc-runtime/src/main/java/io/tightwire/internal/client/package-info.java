/** The client's state machine: its calls, their retries and their ends. Sans I/O. */
@NullMarked
package io.tightwire.internal.client;

import org.jspecify.annotations.NullMarked;
