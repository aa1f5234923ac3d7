/**
 * The transports over sockets, {@code tcp://} and {@code ipc://}: everything that exists for
 * JeroMQ, and the only importer of it.
 */
@org.jspecify.annotations.NullMarked
package io.tightwire.internal.link.zmq;
