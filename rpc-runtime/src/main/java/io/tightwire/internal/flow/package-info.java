/** Deadlines, call tables, keepalive, byte budgets, adaptive spinning and workers: all pure. */
@NullMarked
package io.tightwire.internal.flow;

import org.jspecify.annotations.NullMarked;
