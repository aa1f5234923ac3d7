package io.tightwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the name, the timeout, the retries or the dispatch of one method of an {@link RpcService}
 * interface. Methods without it are remote too, with the defaults given here.
 *
 * <pre>
 * &#64;RpcService
 * public interface Inventory {
 *
 *   &#64;RpcMethod(idempotent = true, timeout = "PT2S")
 *   int count(String article);
 *
 *   &#64;RpcMethod(idempotent = true, hedge = "PT0.03S")
 *   int price(String article);
 *
 *   &#64;RpcMethod(name = "countIn")
 *   int count(String article, String warehouse);
 *
 *   &#64;RpcMethod(lane = "reports")
 *   String report(int year);
 * }
 * </pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RpcMethod {

  /**
   * Returns the method's name on the wire. Overloads need different ones.
   *
   * @return the wire name; empty (the default) stands for the method's own name
   */
  String name() default "";

  /**
   * Returns the timeout of calls whose caller gives none, as an ISO-8601 duration such as {@code
   * PT2S} or {@code PT0.25S}. It must be greater than zero. For a stream it covers the whole
   * stream.
   *
   * @return the duration; if empty (the default), the client's default applies
   */
  String timeout() default "";

  /**
   * Returns whether running the method twice does no more than running it once. A call with one
   * result is then retried on the next connection if its connection is lost, within its deadline
   * and a few times at most. Streams and one-way calls are never retried.
   *
   * @return whether the method is idempotent; {@code false} by default
   */
  boolean idempotent() default false;

  /**
   * Returns after what time without a response a call is also sent to another server, as an
   * ISO-8601 duration such as {@code PT0.03S}. The first response counts, and the other attempt is
   * cancelled. So one slow server does not make the call slow: choose the time in which about 95 of
   * 100 calls have their response.
   *
   * <pre>
   * &#64;RpcMethod(idempotent = true, hedge = "PT0.03S")
   * int price(String article);
   * </pre>
   *
   * <p>The method must be {@link #idempotent}, since it may run on both servers. The time must be a
   * millisecond at least, and shorter than the {@link #timeout}. Second attempts count in the
   * client's retry budget, and are not made while that is used up. Calls of a client with a single
   * server, calls with a key or on a pinned channel, and one-way calls have none.
   *
   * @return the duration; if empty (the default), a call is sent to one server at a time
   */
  String hedge() default "";

  /**
   * Returns the name of the dispatch lane that the server runs the method on. A lane is a bulkhead:
   * it has its own concurrency and queue, so that many calls on one never delay calls on another.
   *
   * @return the lane's name; empty (the default) stands for the server's common lane
   */
  String lane() default "";
}
