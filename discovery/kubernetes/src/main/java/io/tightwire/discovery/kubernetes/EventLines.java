package io.tightwire.discovery.kubernetes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the events of a watch, each of which is a line. Confined to the watch's thread. */
final class EventLines {

  /** The largest event: objects in Kubernetes have 1.5 MiB at most. */
  static final int MAX_BYTES = 4 << 20;

  private final InputStream in;

  EventLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * Waits for the next line.
   *
   * @return null at the end, or if the connection is cut, also in the middle of a line
   * @throws JsonException if it is too long
   */
  byte @Nullable [] next() throws JsonException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = read(); next >= 0; next = read()) {
      if (next == '\n') {
        return line.toByteArray();
      }
      if (line.size() == MAX_BYTES) {
        throw new JsonException("an event has more than " + MAX_BYTES + " bytes");
      }
      line.write(next);
    }
    return null;
  }

  private int read() {
    try {
      return in.read();
    } catch (IOException e) {
      return -1; // watches are cut now and then; the next request says whether anything is wrong
    }
  }
}
