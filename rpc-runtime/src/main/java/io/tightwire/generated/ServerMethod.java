package io.tightwire.generated;

import io.tightwire.codec.WireReader;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * One method of a skeleton: what it is, and how its implementation responds. Generated skeletons
 * create theirs with the static methods, and hand-written ones can. Later versions may add kinds:
 * code that tells them apart must expect one that it does not know. Immutable.
 *
 * @param <T> the type of its result or items
 */
public abstract sealed class ServerMethod<T> {

  private final MethodDescriptor<T> descriptor;
  private final boolean subscribes;

  private ServerMethod(MethodDescriptor<T> descriptor, boolean subscribes) {
    this.descriptor = Objects.requireNonNull(descriptor, "descriptor");
    this.subscribes = subscribes;
  }

  /**
   * Creates a method that responds with the value that its implementation returns.
   *
   * @param descriptor what both sides know of the method
   * @param handler decodes its arguments
   * @param <T> the type of its result
   * @return the method
   */
  public static <T> ServerMethod<T> returning(MethodDescriptor<T> descriptor, Handler<T> handler) {
    return new Returning<>(descriptor, handler, false);
  }

  /**
   * Creates a method that takes a stream and responds with the value that its implementation
   * returns.
   *
   * @param descriptor what both sides know of the method, which takes a stream
   * @param handler decodes its arguments, and gets the stream
   * @param <T> the type of its result
   * @return the method
   */
  public static <T> ServerMethod<T> returning(
      MethodDescriptor<T> descriptor, InputHandler<T> handler) {
    return new Returning<>(requireStream(descriptor), handler, false);
  }

  /**
   * Creates a method that responds when the stage that its implementation returns is completed.
   *
   * @param descriptor what both sides know of the method
   * @param handler decodes its arguments
   * @param <T> the type of its result
   * @return the method
   */
  public static <T> ServerMethod<T> completing(
      MethodDescriptor<T> descriptor, Handler<? extends CompletionStage<? extends T>> handler) {
    return new Completing<>(descriptor, handler, false);
  }

  /**
   * Creates a method that takes a stream and responds with the value of the stage that its
   * implementation returns.
   *
   * @param descriptor what both sides know of the method, which takes a stream
   * @param handler decodes its arguments, and gets the stream
   * @param <T> the type of its result
   * @return the method
   */
  public static <T> ServerMethod<T> completing(
      MethodDescriptor<T> descriptor,
      InputHandler<? extends CompletionStage<? extends T>> handler) {
    return new Completing<>(requireStream(descriptor), handler, false);
  }

  /**
   * Creates a method that responds with the elements of a stream.
   *
   * @param descriptor what both sides know of the method
   * @param handler decodes its arguments
   * @param <T> the type of its items
   * @return the method
   */
  public static <T> ServerMethod<T> streaming(
      MethodDescriptor<T> descriptor, Handler<? extends Stream<? extends T>> handler) {
    return new Streaming<>(descriptor, handler, false);
  }

  /**
   * Creates a method that takes a stream and responds with the elements of another.
   *
   * @param descriptor what both sides know of the method, which takes a stream
   * @param handler decodes its arguments, and gets the stream
   * @param <T> the type of its items
   * @return the method
   */
  public static <T> ServerMethod<T> streaming(
      MethodDescriptor<T> descriptor, InputHandler<? extends Stream<? extends T>> handler) {
    return new Streaming<>(requireStream(descriptor), handler, false);
  }

  /**
   * Creates a method that responds with the items of a publisher.
   *
   * @param descriptor what both sides know of the method
   * @param handler decodes its arguments
   * @param <T> the type of its items
   * @return the method
   */
  public static <T> ServerMethod<T> publishing(
      MethodDescriptor<T> descriptor, Handler<? extends Flow.Publisher<? extends T>> handler) {
    return new Publishing<>(descriptor, handler, false);
  }

  /**
   * Creates a method that takes a stream and responds with the items of a publisher.
   *
   * @param descriptor what both sides know of the method, which takes a stream
   * @param handler decodes its arguments, and gets the stream
   * @param <T> the type of its items
   * @return the method
   */
  public static <T> ServerMethod<T> publishing(
      MethodDescriptor<T> descriptor, InputHandler<? extends Flow.Publisher<? extends T>> handler) {
    return new Publishing<>(requireStream(descriptor), handler, false);
  }

  /**
   * Returns what both sides know of the method.
   *
   * @return the descriptor
   */
  public final MethodDescriptor<T> descriptor() {
    return descriptor;
  }

  /**
   * Returns the same method, whose handler takes its stream by {@link HandlerInput#publisher}: no
   * thread waits for an item, so that it may run on an inline lane.
   *
   * @return the changed copy
   * @throws IllegalArgumentException if it takes no stream
   */
  public abstract ServerMethod<T> subscribing();

  /**
   * Returns whether a thread of the handler may wait for the items that the caller sends. So it is,
   * unless the method takes no stream or is {@link #subscribing()}.
   *
   * @return whether it may wait
   */
  public final boolean waitsForItems() {
    return descriptor.takesStream() && !subscribes;
  }

  /**
   * Returns the method's path, for messages.
   *
   * @return {@code service/name}
   */
  @Override
  public final String toString() {
    return descriptor.path();
  }

  private static <T> MethodDescriptor<T> requireStream(MethodDescriptor<T> descriptor) {
    if (!descriptor.takesStream()) {
      throw new IllegalArgumentException(
          descriptor.displayName() + " takes no stream; describe it with takingStream()");
    }
    return descriptor;
  }

  /**
   * Decodes the arguments of one call, of a method that takes a stream. Thread-safe.
   *
   * @param <R> what the implementation returns
   */
  @FunctionalInterface
  public interface InputHandler<R> {
    /**
     * Decodes the arguments. The implementation is not called yet.
     *
     * @param in the arguments, one after the other
     * @param input the stream that the caller sends
     * @return the call, ready to run
     */
    Invocation<R> prepare(WireReader in, HandlerInput input);
  }

  /**
   * Decodes the arguments of one call. Thread-safe.
   *
   * @param <R> what the implementation returns
   */
  @FunctionalInterface
  public interface Handler<R> extends InputHandler<R> {
    /**
     * Decodes the arguments. The implementation is not called yet.
     *
     * @param in the arguments, one after the other
     * @return the call, ready to run
     */
    Invocation<R> prepare(WireReader in);

    @Override
    default Invocation<R> prepare(WireReader in, HandlerInput input) {
      return prepare(in);
    }
  }

  /**
   * A method that responds with the value that its implementation returns; null for {@code void}.
   * Immutable.
   *
   * @param <T> the type of its result
   */
  public static final class Returning<T> extends ServerMethod<T> {

    private final InputHandler<T> handler;

    private Returning(MethodDescriptor<T> descriptor, InputHandler<T> handler, boolean subscribes) {
      super(descriptor, subscribes);
      this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    public Returning<T> subscribing() {
      return new Returning<>(requireStream(descriptor()), handler, true);
    }

    /**
     * Returns what decodes the method's arguments.
     *
     * @return the handler
     */
    public InputHandler<T> handler() {
      return handler;
    }
  }

  /**
   * A method that responds when the stage that its implementation returns is completed. No thread
   * is held until then. Immutable.
   *
   * @param <T> the type of its result
   */
  public static final class Completing<T> extends ServerMethod<T> {

    private final InputHandler<? extends CompletionStage<? extends T>> handler;

    private Completing(
        MethodDescriptor<T> descriptor,
        InputHandler<? extends CompletionStage<? extends T>> handler,
        boolean subscribes) {
      super(descriptor, subscribes);
      this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    public Completing<T> subscribing() {
      return new Completing<>(requireStream(descriptor()), handler, true);
    }

    /**
     * Returns what decodes the method's arguments.
     *
     * @return the handler
     */
    public InputHandler<? extends CompletionStage<? extends T>> handler() {
      return handler;
    }
  }

  /**
   * A method that responds with the elements of a stream. They are pulled as the client takes them,
   * and the stream is closed at the end. Immutable.
   *
   * @param <T> the type of its items
   */
  public static final class Streaming<T> extends ServerMethod<T> {

    private final InputHandler<? extends Stream<? extends T>> handler;

    private Streaming(
        MethodDescriptor<T> descriptor,
        InputHandler<? extends Stream<? extends T>> handler,
        boolean subscribes) {
      super(descriptor, subscribes);
      this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    public Streaming<T> subscribing() {
      return new Streaming<>(requireStream(descriptor()), handler, true);
    }

    /**
     * Returns what decodes the method's arguments.
     *
     * @return the handler
     */
    public InputHandler<? extends Stream<? extends T>> handler() {
      return handler;
    }
  }

  /**
   * A method that responds with the items of a publisher. The client's credit is the demand.
   * Immutable.
   *
   * @param <T> the type of its items
   */
  public static final class Publishing<T> extends ServerMethod<T> {

    private final InputHandler<? extends Flow.Publisher<? extends T>> handler;

    private Publishing(
        MethodDescriptor<T> descriptor,
        InputHandler<? extends Flow.Publisher<? extends T>> handler,
        boolean subscribes) {
      super(descriptor, subscribes);
      this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    public Publishing<T> subscribing() {
      return new Publishing<>(requireStream(descriptor()), handler, true);
    }

    /**
     * Returns what decodes the method's arguments.
     *
     * @return the handler
     */
    public InputHandler<? extends Flow.Publisher<? extends T>> handler() {
      return handler;
    }
  }
}
