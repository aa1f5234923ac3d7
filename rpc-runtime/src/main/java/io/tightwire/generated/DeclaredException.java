package io.tightwire.generated;

import io.tightwire.codec.Codec;
import java.util.Objects;

/**
 * A checked exception that a method declares. It crosses the wire by its state, and is the cause of
 * the {@code RpcRemoteException} that callers get. Immutable.
 *
 * @param <X> the exception
 */
public final class DeclaredException<X extends Throwable> {

  private final Class<X> type;
  private final Codec<X> codec;

  private DeclaredException(Class<X> type, Codec<X> codec) {
    this.type = Objects.requireNonNull(type, "type");
    this.codec = Objects.requireNonNull(codec, "codec");
  }

  /**
   * Creates a declared exception.
   *
   * @param type its class
   * @param codec writes its state, and rebuilds the exception from that; never gets null to write
   * @param <X> the exception
   * @return the declared exception
   */
  public static <X extends Throwable> DeclaredException<X> of(Class<X> type, Codec<X> codec) {
    return new DeclaredException<>(type, codec);
  }

  /**
   * Returns the exception's class.
   *
   * @return the class
   */
  public Class<X> type() {
    return type;
  }

  /**
   * Returns the codec that writes the exception's state, and rebuilds the exception from that.
   *
   * @return the codec
   */
  public Codec<X> codec() {
    return codec;
  }

  /**
   * Returns the name of the exception's class, for messages.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return type.getName();
  }
}
