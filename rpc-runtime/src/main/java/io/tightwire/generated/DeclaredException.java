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

  private final String name;
  private final Class<X> type;
  private final Codec<X> codec;

  private DeclaredException(String name, Class<X> type, Codec<X> codec) {
    this.name = Objects.requireNonNull(name, "name");
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
    return new DeclaredException<>(type.getName(), type, codec);
  }

  /**
   * Creates a declared exception whose class has another name on this side: for callers that know a
   * service by its description only.
   *
   * @param name the name of its class on the wire
   * @param type the class that stands for it here
   * @param codec writes its state, and rebuilds the exception from that; never gets null to write
   * @param <X> the exception
   * @return the declared exception
   */
  public static <X extends Throwable> DeclaredException<X> named(
      String name, Class<X> type, Codec<X> codec) {
    return new DeclaredException<>(name, type, codec);
  }

  /**
   * Returns the name of the exception's class on the wire.
   *
   * @return the binary name
   */
  public String name() {
    return name;
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
    return name;
  }
}
