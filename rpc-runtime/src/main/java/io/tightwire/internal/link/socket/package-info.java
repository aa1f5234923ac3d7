/**
 * What every transport over sockets has in common: binding, connecting, and the rules of ZMTP 3
 * that each peer is held to.
 */
@org.jspecify.annotations.NullMarked
package io.tightwire.internal.link.socket;
