package io.tightwire.generated;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What both sides know of one remote method. Immutable; the {@code with} methods return changed
 * copies.
 *
 * @param <T> the type of its result, or of the items of its stream
 */
public final class MethodDescriptor<T extends @Nullable Object> {

  private static final Duration SHORTEST_HEDGE = Duration.ofMillis(1);

  private final String service;
  private final String name;
  private final String path;
  private final byte[] encodedPath;
  private final Kind kind;
  private final int parameters;
  private final Codec<T> result;
  private final @Nullable Duration timeout;
  private final boolean idempotent;
  private final @Nullable Duration hedge;
  private final String lane;
  private final List<DeclaredException<?>> exceptions;
  private final String fingerprint;
  private final boolean takesStream;

  private MethodDescriptor(
      String service, String name, Kind kind, int parameters, Codec<T> result) {
    this.service = service;
    this.name = name;
    this.path = service + '/' + name;
    this.encodedPath = encoded(path);
    this.kind = kind;
    this.parameters = parameters;
    this.result = result;
    this.timeout = null;
    this.idempotent = false;
    this.hedge = null;
    this.lane = "";
    this.exceptions = List.of();
    this.fingerprint = "";
    this.takesStream = false;
  }

  /** Copies what identifies the method, and takes new settings. */
  private MethodDescriptor(
      MethodDescriptor<T> same,
      @Nullable Duration timeout,
      boolean idempotent,
      @Nullable Duration hedge,
      String lane,
      List<DeclaredException<?>> exceptions,
      String fingerprint,
      boolean takesStream) {
    this.service = same.service;
    this.name = same.name;
    this.path = same.path;
    this.encodedPath = same.encodedPath;
    this.kind = same.kind;
    this.parameters = same.parameters;
    this.result = same.result;
    this.timeout = timeout;
    this.idempotent = idempotent;
    this.hedge = hedge;
    this.lane = lane;
    this.exceptions = exceptions;
    this.fingerprint = fingerprint;
    this.takesStream = takesStream;
  }

  private static byte[] encoded(String text) {
    WireWriter out = new WireWriter(64, 1 << 20);
    out.writeString(text);
    return out.toByteArray();
  }

  /** How a method responds. */
  public enum Kind {
    /** With one result. */
    UNARY,
    /** With a stream of items. */
    STREAMING
  }

  /**
   * Creates the descriptor of a method with one result.
   *
   * @param service the service's wire name
   * @param name the method's wire name
   * @param parameters how many arguments it takes, without a stream
   * @param result the codec of its result
   * @param <T> the type of its result
   * @return the descriptor
   */
  public static <T extends @Nullable Object> MethodDescriptor<T> unary(
      String service, String name, int parameters, Codec<T> result) {
    return new MethodDescriptor<>(service, name, Kind.UNARY, parameters, result);
  }

  /**
   * Creates the descriptor of a method with a stream of items.
   *
   * @param service the service's wire name
   * @param name the method's wire name
   * @param parameters how many arguments it takes, without a stream
   * @param item the codec of one item
   * @param <T> the type of its items
   * @return the descriptor
   */
  public static <T extends @Nullable Object> MethodDescriptor<T> streaming(
      String service, String name, int parameters, Codec<T> item) {
    return new MethodDescriptor<>(service, name, Kind.STREAMING, parameters, item);
  }

  /**
   * Returns a copy with a timeout for calls whose caller gives none.
   *
   * @param value greater than zero
   * @return the changed copy
   * @throws IllegalArgumentException if it is not
   */
  public MethodDescriptor<T> withTimeout(Duration value) {
    Objects.requireNonNull(value, "timeout");
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "The timeout of " + displayName() + " must be greater than zero, not " + value);
    }
    return new MethodDescriptor<>(
        this, value, idempotent, hedge, lane, exceptions, fingerprint, takesStream);
  }

  /**
   * Returns a copy that is marked as idempotent.
   *
   * @return the changed copy
   * @throws IllegalArgumentException if the method takes a stream, which can't be sent again
   */
  public MethodDescriptor<T> asIdempotent() {
    requireOnlyOne(takesStream);
    return new MethodDescriptor<>(
        this, timeout, true, hedge, lane, exceptions, fingerprint, takesStream);
  }

  /**
   * Returns a copy whose calls are hedged: a call that has had no response for this long is also
   * sent to another server, if there is one.
   *
   * @param value a millisecond at least
   * @return the changed copy
   * @throws IllegalArgumentException if it is shorter, or the method is not idempotent, or responds
   *     with a stream
   */
  public MethodDescriptor<T> withHedge(Duration value) {
    Objects.requireNonNull(value, "hedge");
    if (value.compareTo(SHORTEST_HEDGE) < 0) {
      throw new IllegalArgumentException(
          "The hedge of " + displayName() + " must be a millisecond at least, not " + value);
    }
    if (!idempotent || kind == Kind.STREAMING) {
      throw new IllegalArgumentException(
          displayName()
              + " can't be hedged, since it "
              + (idempotent
                  ? "responds with a stream"
                  : "may run only once; call asIdempotent() first if it may run twice"));
    }
    return new MethodDescriptor<>(
        this, timeout, true, value, lane, exceptions, fingerprint, takesStream);
  }

  /**
   * Returns a copy of a method that takes a stream, besides its other parameters.
   *
   * @return the changed copy
   * @throws IllegalArgumentException if the method is idempotent: what was read of a stream can't
   *     be sent again
   */
  public MethodDescriptor<T> takingStream() {
    requireOnlyOne(idempotent);
    return new MethodDescriptor<>(this, timeout, false, hedge, lane, exceptions, fingerprint, true);
  }

  /** Checks that a method is not both idempotent and taking a stream. */
  private void requireOnlyOne(boolean isOther) {
    if (isOther) {
      throw new IllegalArgumentException(
          displayName() + " takes a stream, which can't be sent again: it can't be idempotent");
    }
  }

  /**
   * Returns a copy that runs on a named dispatch lane.
   *
   * @param value the lane's name
   * @return the changed copy
   */
  public MethodDescriptor<T> onLane(String value) {
    return new MethodDescriptor<>(
        this, timeout, idempotent, hedge, value, exceptions, fingerprint, takesStream);
  }

  /**
   * Returns a copy with the checked exceptions that the method declares.
   *
   * @param values the most specific first
   * @return the changed copy
   */
  public MethodDescriptor<T> throwing(DeclaredException<?>... values) {
    return new MethodDescriptor<>(
        this, timeout, idempotent, hedge, lane, List.of(values), fingerprint, takesStream);
  }

  /**
   * Returns a copy with a fingerprint, which tells versions of the method apart.
   *
   * @param value the same for methods that look the same on the wire
   * @return the changed copy
   */
  public MethodDescriptor<T> withFingerprint(String value) {
    return new MethodDescriptor<>(
        this, timeout, idempotent, hedge, lane, exceptions, value, takesStream);
  }

  /**
   * Returns the service's name on the wire.
   *
   * @return the name
   */
  public String service() {
    return service;
  }

  /**
   * Returns the method's name on the wire.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the method's path on the wire.
   *
   * @return {@code service/name}
   */
  public String path() {
    return path;
  }

  /**
   * Appends the path, as a string.
   *
   * @param out where to
   * @throws io.tightwire.codec.CodecException if it doesn't fit
   */
  public void writePath(WireWriter out) {
    out.writeRaw(encodedPath);
  }

  /**
   * Returns how the method responds.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns whether the caller sends a stream of items, besides the arguments.
   *
   * @return whether the method takes a stream
   */
  public boolean takesStream() {
    return takesStream;
  }

  /**
   * Returns how many arguments the method takes, without a stream.
   *
   * @return the number
   */
  public int parameters() {
    return parameters;
  }

  /**
   * Returns the codec of the result, or of one item of the stream.
   *
   * @return the codec
   */
  public Codec<T> result() {
    return result;
  }

  /**
   * Returns the timeout of calls whose caller gives none.
   *
   * @return the timeout; null if the client's default applies
   */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /**
   * Returns whether the runtime may retry a call that the server may have executed.
   *
   * @return whether the method is idempotent
   */
  public boolean isIdempotent() {
    return idempotent;
  }

  /**
   * Returns after what time without a response a call is also sent to another server. Such a method
   * is idempotent and responds with one result.
   *
   * @return the time, a millisecond at least; null if calls are not hedged
   */
  public @Nullable Duration hedge() {
    return hedge;
  }

  /**
   * Returns the name of the server's dispatch lane.
   *
   * @return the name; empty for the common lane
   */
  public String lane() {
    return lane;
  }

  /**
   * Returns the checked exceptions that the method declares.
   *
   * @return the most specific first
   */
  public List<DeclaredException<?>> exceptions() {
    return exceptions;
  }

  /**
   * Returns the fingerprint, which tells versions of the method apart. It is compared only after a
   * call has failed, since versions that differ may well understand each other.
   *
   * @return the same for methods that look the same on the wire; empty if unknown
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Returns the method's name for messages.
   *
   * @return for {@code com.acme.Calculator/add}: {@code Calculator.add}
   */
  public String displayName() {
    return service.substring(service.lastIndexOf('.') + 1) + '.' + name;
  }

  @Override
  public String toString() {
    return path;
  }
}
