package io.tightwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tunes one method of an {@link RpcService} interface. Methods without it are remote too, with the
 * defaults given here.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RpcMethod {

  /**
   * The method's name on the wire. Overloads need distinct ones.
   *
   * @return the wire name; empty (the default) stands for the method's own name
   */
  String name() default "";

  /**
   * The deadline of calls whose caller gives none, as an ISO-8601 duration such as {@code PT2S} or
   * {@code PT0.25S}; greater than zero. For a stream it covers the whole stream.
   *
   * @return the duration; empty (the default) leaves it to the client's own default
   */
  String timeout() default "";

  /**
   * Whether running the method twice does no more than running it once. A call with one result
   * whose connection broke is then sent again on the next connection, within its deadline and a few
   * times at most. Streams and one-way calls are never sent twice.
   *
   * @return whether the method is idempotent; {@code false} by default
   */
  boolean idempotent() default false;

  /**
   * The named dispatch lane that the server runs the method on. Lanes have their own concurrency
   * and queue, so that a flood of calls on one never delays calls on another.
   *
   * @return the lane's name; empty (the default) stands for the server's common lane
   */
  String lane() default "";
}
