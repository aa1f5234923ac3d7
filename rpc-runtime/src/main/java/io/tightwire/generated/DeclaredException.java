package io.tightwire.generated;

import io.tightwire.codec.Codec;

/**
 * A checked exception that a method declares. It crosses the wire by its state, and is the cause of
 * the {@code RpcRemoteException} that callers get. Immutable.
 *
 * @param type its class
 * @param codec writes its state, and rebuilds it from that; never sees null
 * @param <X> the exception
 */
public record DeclaredException<X extends Throwable>(Class<X> type, Codec<X> codec) {}
