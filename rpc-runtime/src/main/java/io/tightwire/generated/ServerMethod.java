package io.tightwire.generated;

import io.tightwire.codec.WireReader;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * One method of a skeleton: what it is, and how its implementation answers. Immutable.
 *
 * @param <T> the type of its result or items
 */
public sealed interface ServerMethod<T> {

  /**
   * What both sides know of the method.
   *
   * @return the descriptor
   */
  MethodDescriptor<T> descriptor();

  /**
   * Decodes the arguments of one call.
   *
   * @param <R> what the implementation returns
   */
  @FunctionalInterface
  interface Handler<R> {
    /**
     * Decodes the arguments; does not call the implementation yet.
     *
     * @param in the arguments, one after the other
     * @return the call, ready to run
     */
    Invocation<R> prepare(WireReader in);
  }

  /**
   * Answers with the value that the implementation returns; null for {@code void}.
   *
   * @param descriptor what the method is
   * @param handler decodes its arguments
   * @param <T> the type of its result
   */
  record Returning<T>(MethodDescriptor<T> descriptor, Handler<T> handler)
      implements ServerMethod<T> {}

  /**
   * Answers when the stage that the implementation returns is completed; holds no thread till then.
   *
   * @param descriptor what the method is
   * @param handler decodes its arguments
   * @param <T> the type of its result
   */
  record Completing<T>(
      MethodDescriptor<T> descriptor, Handler<? extends CompletionStage<? extends T>> handler)
      implements ServerMethod<T> {}

  /**
   * Answers with the elements of a stream, pulled as the client takes them; closed at the end.
   *
   * @param descriptor what the method is
   * @param handler decodes its arguments
   * @param <T> the type of its items
   */
  record Streaming<T>(
      MethodDescriptor<T> descriptor, Handler<? extends Stream<? extends T>> handler)
      implements ServerMethod<T> {}

  /**
   * Answers with what a publisher publishes; the client's credit is its demand.
   *
   * @param descriptor what the method is
   * @param handler decodes its arguments
   * @param <T> the type of its items
   */
  record Publishing<T>(
      MethodDescriptor<T> descriptor, Handler<? extends Flow.Publisher<? extends T>> handler)
      implements ServerMethod<T> {}
}
