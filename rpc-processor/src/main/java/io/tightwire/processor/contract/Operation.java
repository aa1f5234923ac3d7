package io.tightwire.processor.contract;

import java.util.List;
import java.util.SortedSet;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A method as both sides see it. Immutable.
 *
 * @param name its name on the wire
 * @param streaming whether it responds with a stream of items
 * @param parameters its parameters, in order, without a stream
 * @param input the stream that it takes, whose form is that of one item; null if it takes none
 * @param result the form of its result, or of one item of the stream
 * @param nullabilityKnown whether it is known where null is allowed in the result
 * @param exceptions the names of the declared exceptions, as in ERROR frames
 * @param hints the settings that are not part of the contract
 * @param origin where it is declared; null if it was read from a lock file
 */
public record Operation(
    String name,
    boolean streaming,
    List<Field> parameters,
    @Nullable Field input,
    WireForm result,
    boolean nullabilityKnown,
    SortedSet<String> exceptions,
    Hints hints,
    @Nullable Element origin) {

  /**
   * Settings that are described to clients, but may change at any time. Neither fingerprints nor
   * lock files have them. The lane concerns the server alone, and is not even described. Immutable.
   *
   * @param idempotent whether the runtime may retry it
   * @param timeout an ISO-8601 duration, or empty
   * @param hedge an ISO-8601 duration, or empty
   */
  public record Hints(boolean idempotent, String timeout, String hedge) {

    static final Hints NONE = new Hints(false, "", "");
  }
}
