package io.tightwire.internal.stream;

import io.tightwire.codec.CodecException;

/** Takes the end of a source, which ends its stream. Implementations are thread-safe. */
public interface SourceOutcome {

  /** Ends the stream after the items that were emitted. */
  void complete();

  /** Fails the stream with what the source threw. */
  void fail(Throwable thrown);

  /** Fails the stream because an item can't be encoded. */
  void failUnencodable(CodecException thrown);
}
