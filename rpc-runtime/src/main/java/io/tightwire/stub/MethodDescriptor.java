package io.tightwire.stub;

import io.tightwire.codec.Codec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both sides know of one remote method. Immutable; the {@code with} methods return changed
 * copies.
 *
 * @param service the service's wire name
 * @param name the method's wire name
 * @param kind how it answers
 * @param parameters how many arguments it takes
 * @param result the codec of its result, or of one item of its stream
 * @param timeout the deadline of calls whose caller gives none; null leaves it to the client
 * @param idempotent whether the runtime may retry it
 * @param lane the server's dispatch lane; empty for the common one
 * @param exceptions the checked exceptions that it declares
 * @param <T> the type of its result or items
 */
public record MethodDescriptor<T>(
    String service,
    String name,
    Kind kind,
    int parameters,
    Codec<T> result,
    @Nullable Duration timeout,
    boolean idempotent,
    String lane,
    List<DeclaredException<?>> exceptions) {

  /** How a method answers. */
  public enum Kind {
    /** With one result. */
    UNARY,
    /** With a stream of items. */
    STREAMING
  }

  /**
   * A method with one result.
   *
   * @param service the service's wire name
   * @param name the method's wire name
   * @param parameters how many arguments it takes
   * @param result the codec of its result
   * @param <T> the type of its result
   * @return the descriptor
   */
  public static <T> MethodDescriptor<T> unary(
      String service, String name, int parameters, Codec<T> result) {
    return new MethodDescriptor<>(
        service, name, Kind.UNARY, parameters, result, null, false, "", List.of());
  }

  /**
   * A method with a stream of items.
   *
   * @param service the service's wire name
   * @param name the method's wire name
   * @param parameters how many arguments it takes
   * @param item the codec of one item
   * @param <T> the type of its items
   * @return the descriptor
   */
  public static <T> MethodDescriptor<T> streaming(
      String service, String name, int parameters, Codec<T> item) {
    return new MethodDescriptor<>(
        service, name, Kind.STREAMING, parameters, item, null, false, "", List.of());
  }

  /**
   * With a deadline for calls whose caller gives none.
   *
   * @param value greater than zero
   * @return the changed copy
   */
  public MethodDescriptor<T> withTimeout(Duration value) {
    return new MethodDescriptor<>(
        service, name, kind, parameters, result, value, idempotent, lane, exceptions);
  }

  /**
   * Marked as idempotent.
   *
   * @return the changed copy
   */
  public MethodDescriptor<T> asIdempotent() {
    return new MethodDescriptor<>(
        service, name, kind, parameters, result, timeout, true, lane, exceptions);
  }

  /**
   * On a named dispatch lane.
   *
   * @param value the lane's name
   * @return the changed copy
   */
  public MethodDescriptor<T> onLane(String value) {
    return new MethodDescriptor<>(
        service, name, kind, parameters, result, timeout, idempotent, value, exceptions);
  }

  /**
   * With the checked exceptions that it declares.
   *
   * @param values the most specific first
   * @return the changed copy
   */
  public MethodDescriptor<T> throwing(DeclaredException<?>... values) {
    return new MethodDescriptor<>(
        service, name, kind, parameters, result, timeout, idempotent, lane, List.of(values));
  }

  /**
   * The method's path on the wire.
   *
   * @return {@code service/name}
   */
  public String path() {
    return service + '/' + name;
  }

  /**
   * The method as messages name it.
   *
   * @return for {@code com.acme.Calculator/add}: {@code Calculator.add}
   */
  public String displayName() {
    return service.substring(service.lastIndexOf('.') + 1) + '.' + name;
  }
}
