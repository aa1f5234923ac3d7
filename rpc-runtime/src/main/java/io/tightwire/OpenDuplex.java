package io.tightwire;

import org.jspecify.annotations.Nullable;

/**
 * An open call that sends one stream and receives another. {@link RemoteDuplex} has an example. To
 * be closed: closing it before both streams have ended cancels the call.
 *
 * <p>It is made for two threads: one sends, one reads. A thread that does both must use {@link
 * #trySend(Object)}: the handler may wait until its responses are read, and {@link #send} waits for
 * the handler.
 *
 * <p>One thread at a time may read; all else is thread-safe.
 *
 * @param <T> the type of the items that are sent
 * @param <R> the type of the items that are received
 */
public interface OpenDuplex<T, R extends @Nullable Object> extends ItemSender<T>, RemoteStream<R> {}
