package io.tightwire.generated;

import io.tightwire.codec.WireWriter;

/**
 * Writes the arguments of one call, one after the other. Called once for each call that is made, by
 * the thread that makes it.
 *
 * <p>Confined to the caller's thread.
 */
@FunctionalInterface
public interface ArgumentsWriter {

  /** Writes nothing: for methods without parameters. */
  ArgumentsWriter NONE = out -> {};

  /**
   * Appends the arguments in order, without an array around them.
   *
   * @param out where to
   */
  void write(WireWriter out);
}
