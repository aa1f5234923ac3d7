/**
 * Tightwire's own ZMTP 3.1 engine: {@code tcp://} and {@code ipc://}, without encryption, and with
 * CURVE on servers. The loop reads and writes the sockets itself.
 */
@org.jspecify.annotations.NullMarked
package io.tightwire.internal.link.zmtp;
