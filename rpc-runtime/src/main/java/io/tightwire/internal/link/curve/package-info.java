/**
 * CURVE (RFC 26 of ZeroMQ), a server's side: keys, boxes, the handshake, messages. Bytes in, bytes
 * out, without I/O.
 */
@NullMarked
package io.tightwire.internal.link.curve;

import org.jspecify.annotations.NullMarked;
