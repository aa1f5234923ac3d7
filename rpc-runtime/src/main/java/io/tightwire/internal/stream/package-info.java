/**
 * Streams of items, neutral of the side: the sending half and the receiving half. A stream of
 * results is sent by the server and received by the client; nothing here knows which side it is on.
 *
 * <h2>The two halves</h2>
 *
 * <p>Sending: a source ({@link io.tightwire.internal.stream.IteratorSource IteratorSource} or
 * {@link io.tightwire.internal.stream.PublisherSource PublisherSource}) emits items into an {@link
 * io.tightwire.internal.stream.ItemStream ItemStream}, which encodes them into its {@link
 * io.tightwire.internal.stream.ItemQueue ItemQueue}; the loop polls the queue and sends. The side
 * implements {@link io.tightwire.internal.stream.SendingCall SendingCall} and {@link
 * io.tightwire.internal.stream.SourceOutcome SourceOutcome}.
 *
 * <p>Receiving: the loop adds what came to an {@link io.tightwire.internal.stream.ItemReceiver
 * ItemReceiver}, from whose {@link io.tightwire.internal.stream.ItemBuffer ItemBuffer} the reader
 * takes items. The side implements {@link io.tightwire.internal.stream.ReceivingCall
 * ReceivingCall}.
 *
 * <h2>Credit: flow control and backpressure</h2>
 *
 * <p>A receiver grants credit, and a sender sends nothing without it. Credit has two dimensions.
 * <i>Items</i> decide when the source is asked for more: a source that has no credit is not
 * running, and holds no thread. <i>Bytes</i> decide when encoded items are sent: an item is sent
 * while any byte credit is left, so one item may exceed it, and an item of any size can pass.
 *
 * <p>The receiver's side bounds what is granted and not yet read: a {@link
 * io.tightwire.internal.stream.Window Window} for each stream, a {@link
 * io.tightwire.internal.stream.WindowBudget WindowBudget} for all streams of a client. Bytes count
 * from when they are granted, because granted items may arrive at any time.
 *
 * <p>The sender's side bounds what is encoded and not yet sent. A stream stops asking its source at
 * {@link io.tightwire.internal.stream.ItemStream#HIGH_WATERMARK a watermark}; {@link
 * io.tightwire.internal.stream.ItemBytes ItemBytes} slows all streams of a client that together use
 * more memory than they leave to others. Both apply backpressure to the source only: no thread
 * waits, and no other call does.
 */
@NullMarked
package io.tightwire.internal.stream;

import org.jspecify.annotations.NullMarked;
