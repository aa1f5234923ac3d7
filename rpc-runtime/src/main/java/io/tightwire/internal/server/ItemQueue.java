package io.tightwire.internal.server;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one stream's items, from who encodes them to the loop: written one behind the other
 * into chunks, from which the loop takes what is complete. So an item costs neither a lock nor an
 * object. Their memory counts by the chunk. {@link #write} is confined to one thread at a time, all
 * else to the loop thread.
 */
final class ItemQueue {

  /** What is taken at once, at most, unless a single frame is larger. */
  static final int RUN = 16 * 1024;

  private static final int FIRST_CHUNK = 256;

  private static final long CLOSED = -1;

  private final long id;
  private final int head;
  private final ItemBytes bytes;

  /** How many bytes of chunks are counted, or {@link #CLOSED}. Changed by both sides. */
  private final AtomicLong counted = new AtomicLong();

  /** Where the next frame goes, if it fits. Confined to who writes. */
  private Chunk writing = new Chunk(new byte[0], 0);

  /** Of a frame; the next one may well be as large. */
  private int lastSize = 32;

  /** Where the next frames come from. Confined to the loop thread. */
  private Chunk reading = writing;

  /**
   * Frames to be sent.
   *
   * @param count how many there are, one behind the other
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Run(byte[] buffer, int offset, int length, int count) {}

  /**
   * An empty one.
   *
   * @param bytes where the memory counts that it takes
   */
  ItemQueue(long id, ItemBytes bytes) {
    this.id = id;
    this.bytes = bytes;
    this.head = FrameWriter.headLength(id);
  }

  /**
   * Encodes an item and puts it in.
   *
   * @return how many bytes its frame has
   * @throws io.tightwire.codec.CodecException if it can't be encoded or the frame is larger than
   *     {@code maxSize}; the queue is as it was
   */
  <T> int write(Codec<T> codec, @Nullable T value, int maxSize) {
    Chunk chunk = writing;
    // What grows is copied, with all that is before it: better to begin anew in time.
    Chunk target = chunk.hasRoom(lastSize) ? chunk : chunk.successor();
    int from = Chunk.end(target.written);
    WireWriter out = FrameWriter.item(target.buffer, from, id, codec, value, maxSize);
    if (out.buffer() != target.buffer) {
      target = new Chunk(out.buffer(), from); // it grew nevertheless
    }
    target.publish(out.size());
    if (target != chunk) {
      count(target.buffer.length);
      chunk.next = target;
      writing = target;
    }
    lastSize = out.size() - from;
    return lastSize;
  }

  /**
   * Takes frames out, whole ones.
   *
   * @param maxBytes what they may have, unless a single one has more
   * @param credit what their values may have, but for the last that there was credit left for;
   *     greater than zero
   * @return null if there are none
   */
  @Nullable Run take(int maxBytes, long credit) {
    Chunk chunk = reading;
    Chunk next = chunk.next; // before the look: what it has then is all that it ever will
    if (next != null && chunk.isRead()) {
      count(-chunk.buffer.length);
      chunk = next;
      reading = chunk;
    }
    long written = chunk.written;
    int count = Chunk.count(written) - chunk.readCount;
    if (count == 0) {
      return null;
    }
    int from = chunk.readTo;
    int length = Chunk.end(written) - from;
    if (length > maxBytes || length - (long) count * head >= credit) {
      return chunk.read(split(chunk.buffer, from, length, maxBytes, credit));
    }
    return chunk.read(new Run(chunk.buffer, from, length, count));
  }

  private void count(int more) {
    long before = counted.getAndUpdate(now -> now == CLOSED ? CLOSED : now + more);
    if (before != CLOSED) {
      bytes.acquire(more);
    }
  }

  /** Nothing is taken any more: what there is counts no longer. */
  void close() {
    long before = counted.getAndSet(CLOSED);
    if (before != CLOSED) {
      bytes.release(before);
    }
  }

  /** As many of the frames as the bounds allow; one at least. */
  private Run split(byte[] buffer, int from, int length, int maxBytes, long credit) {
    WireReader frames = new WireReader(buffer, from, length);
    int to = from;
    int count = 0;
    long left = credit;
    while (left > 0 && !frames.isAtEnd()) {
      FrameReader.skipFrame(frames);
      int size = frames.position() - to;
      if (count > 0 && to + size - from > maxBytes) {
        break;
      }
      to += size;
      count++;
      left -= size - head;
    }
    return new Run(buffer, from, to - from, count);
  }

  /** How many bytes the values in a run have. */
  long valueBytes(Run run) {
    return run.length() - (long) run.count() * head;
  }

  boolean isEmpty() {
    return reading.isRead() && reading.next == null;
  }

  /** Frames behind each other. One that has a successor has no more frames to come. */
  private static final class Chunk {

    private static final int COUNT_SHIFT = 32;

    final byte[] buffer;

    /** How many frames there are, above where the last of them ends: both change at once. */
    private volatile long written;

    /** Has a frame, if it is there. */
    volatile @Nullable Chunk next;

    // Confined to the loop thread.
    int readTo;
    int readCount;

    Chunk(byte[] buffer, int from) {
      this.buffer = buffer;
      this.written = from;
      this.readTo = from;
    }

    static int end(long written) {
      return (int) written;
    }

    static int count(long written) {
      return (int) (written >>> COUNT_SHIFT);
    }

    boolean hasRoom(int size) {
      return buffer.length - end(written) >= size;
    }

    /** Larger than this one, as long as that is small: few streams have many items. */
    Chunk successor() {
      return new Chunk(new byte[Math.min(RUN, Math.max(FIRST_CHUNK, 2 * buffer.length))], 0);
    }

    void publish(int end) {
      written = (count(written) + 1L) << COUNT_SHIFT | end;
    }

    boolean isRead() {
      return end(written) == readTo;
    }

    Run read(Run run) {
      readTo += run.length();
      readCount += run.count();
      return run;
    }
  }
}
