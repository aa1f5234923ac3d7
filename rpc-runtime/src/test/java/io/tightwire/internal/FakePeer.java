package io.tightwire.internal;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the frames that are sent to it. Confined to the test's thread. */
public final class FakePeer implements Peer {

  private final Endpoint endpoint;
  private final ArrayDeque<byte[]> sent = new ArrayDeque<>();
  private boolean writable = true;
  private long packing = Long.MAX_VALUE;
  private @Nullable Error failure;
  private @Nullable String dropped;
  private boolean proven;
  private long stalledSince = Timed.NEVER;
  private volatile long unsent;
  private boolean receiving;
  private int handedOver;
  private final @Nullable String key;

  public FakePeer(String endpoint) {
    this(endpoint, null);
  }

  /** Creates a peer that has proven to have a key. */
  public FakePeer(String endpoint, @Nullable String key) {
    this.endpoint = Endpoint.parse(endpoint);
    this.key = key;
  }

  @Override
  public @Nullable String key() {
    return key;
  }

  @Override
  public String name() {
    return endpoint + "#1";
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    Error thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    if (dropped == null) {
      sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }

  @Override
  public void handOver(byte[] buffer, int length) {
    send(buffer, length);
    handedOver++;
    Arrays.fill(buffer, (byte) 0xc1); // it belongs to others now
  }

  /** Returns how many frames were handed over with their arrays. */
  public int handedOver() {
    return handedOver;
  }

  @Override
  public void packAtMost(long bytes) {
    packing = bytes;
  }

  /** Returns the largest message into which frames may be packed. */
  public long packing() {
    return packing;
  }

  @Override
  public boolean isWritable() {
    return writable && dropped == null;
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    return stalledSince != Timed.NEVER && now - stalledSince >= nanos;
  }

  @Override
  public long unsentBytes() {
    return unsent;
  }

  @Override
  public long unsentBytesInAll() {
    return unsent;
  }

  /** Sets how many bytes that were sent have not left yet. */
  public void setUnsent(long bytes) {
    unsent = bytes;
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    return receiving;
  }

  /** Sets whether a large message of this peer is being received. */
  public void setReceiving(boolean value) {
    receiving = value;
  }

  /** Makes the peer accept no bytes from now on. */
  public void stall(long now) {
    stalledSince = now;
    writable = false;
  }

  /** Makes the next send fail. */
  public void failNext(Error thrown) {
    failure = thrown;
  }

  public void setWritable(boolean value) {
    writable = value;
  }

  @Override
  public void markProven() {
    proven = true;
  }

  /** Returns whether it was marked as proven. */
  public boolean isProven() {
    return proven;
  }

  @Override
  public void drop(String reason) {
    if (dropped == null) {
      dropped = reason;
      sent.clear();
    }
  }

  /** Returns why the peer was dropped; null if it was not. */
  public @Nullable String dropped() {
    return dropped;
  }

  /** Returns the next sent message that was not taken yet; null if there is none. */
  public byte @Nullable [] poll() {
    return sent.poll();
  }

  /** Returns whether all sent messages were taken. */
  public boolean isEmpty() {
    return sent.isEmpty();
  }

  /** Removes and returns the frames that were sent, encoded. */
  public List<byte[]> takeMessages() {
    List<byte[]> taken = new ArrayList<>(sent);
    sent.clear();
    return taken;
  }

  /** Removes and returns the frames that were sent, decoded. */
  public List<Frame> take() {
    List<Frame> frames = new ArrayList<>();
    for (byte[] message : takeMessages()) {
      FrameReader reader = new FrameReader().open(message);
      try {
        while (reader.hasNext()) {
          frames.add(reader.next());
        }
      } catch (BadFrameException e) {
        throw new AssertionError(e);
      }
    }
    return frames;
  }

  /** Takes the next sent message, which must exist, and decodes it. */
  public <F extends Frame> F next(Class<F> type) {
    byte[] message = sent.poll();
    if (message == null) {
      throw new AssertionError("Nothing was sent; expected a " + type.getSimpleName());
    }
    try {
      return type.cast(new FrameReader().open(message).next());
    } catch (BadFrameException | ClassCastException e) {
      throw new AssertionError(e);
    }
  }
}
