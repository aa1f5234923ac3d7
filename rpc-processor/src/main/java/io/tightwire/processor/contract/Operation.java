package io.tightwire.processor.contract;

import java.util.List;
import java.util.SortedSet;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A method as both sides see it. Immutable.
 *
 * @param name its name on the wire
 * @param streaming whether it answers with a stream of items
 * @param parameters what it takes, in order
 * @param result what it answers, or one item of the stream
 * @param nullabilityKnown whether it is known where null is allowed in the result
 * @param exceptions the names of those that it declares, as ERROR frames have them
 * @param hints what does not concern both sides
 * @param origin where it is written; null if it was read from a lock file
 */
public record Operation(
    String name,
    boolean streaming,
    List<Field> parameters,
    WireForm result,
    boolean nullabilityKnown,
    SortedSet<String> exceptions,
    Hints hints,
    @Nullable Element origin) {

  /**
   * What describes the method to clients, but may change at any time: neither fingerprints nor lock
   * files have it. The lane is the server's own affair, and not even described.
   *
   * @param idempotent whether it may run twice
   * @param timeout an ISO-8601 duration, or empty
   */
  public record Hints(boolean idempotent, String timeout) {

    static final Hints NONE = new Hints(false, "");
  }
}
