package com.acme.docs;

import com.acme.gone.Gone;
import com.acme.gone.Keeper;
import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service whose comments refer to what its stub does not import. */
@RpcService
public interface Documented extends Keeper<String> {

  /** The most. */
  int MOST = 3;

  /**
   * Converts to {@link TimeUnit#DAYS}, as {@link Map.Entry#comparingByKey() entries}, {@linkplain
   * TimeUnit the <em>unit</em>} or {@link #nothing()} would. {@code a < b && c > d}; x &lt; y.
   *
   * <ul>
   *   <li>one
   *   <li>{@literal @two}, me@home
   * </ul>
   *
   * @param amount how much, in {@link TimeUnit}s
   * @param limit at most {@value #MOST}
   * @return {@code {"days": 1}} of {@link TimeUnit#DAYS}
   * @throws Gone when it is {@link Gone}
   * @since 1.0
   */
  long days(long amount, int limit) throws Gone;

  /** Does nothing. */
  void nothing();

  /**
   * Shows at most {@value #MOST}; see <a href="#MOST">there</a>.
   *
   * @param more what
   * @param class_ which
   * @return what it shows
   */
  String show(String class_, int... more);

  /**
   * A comment that would end: &#42;{@code \u005cu002a/ or C:\u005cu}.
   *
   * @param array some
   * @return all
   */
  List<String> ends(String[] array);

  /**
   * Old.
   *
   * @deprecated use {@link #nothing()}, or {@link TimeUnit}
   */
  @Deprecated
  void old();

  /**
   * Older.
   *
   * @deprecated at most {@value #MOST}
   */
  @Deprecated
  void older();

  /**
   * @return only tags
   */
  int bare();

  @Override
  void drop(String one);

  int silent(int a);
}
