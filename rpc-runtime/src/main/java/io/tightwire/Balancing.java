package io.tightwire;

/**
 * How a client chooses among servers that can take a call.
 *
 * <pre>{@code
 * RpcClient client =
 *     RpcClient.builder()
 *         .endpoints("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556")
 *         .balancing(Balancing.roundRobin())
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Balancing {

  private static final Balancing LEAST_LOADED = new Balancing("leastLoaded");
  private static final Balancing LEAST_LATENCY = new Balancing("leastLatency");
  private static final Balancing ROUND_ROBIN = new Balancing("roundRobin");
  private static final Balancing PICK_FIRST = new Balancing("pickFirst");
  private static final Balancing BY_KEY = new Balancing("byKey");

  private final String name;

  private Balancing(String name) {
    this.name = name;
  }

  /**
   * Takes two servers at random, and of these the one with fewer open calls for its weight: the
   * default. A call that failed counts as open for a while, so that a server that fails fast is not
   * preferred (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", 2001).
   *
   * @return the policy
   */
  public static Balancing leastLoaded() {
    return LEAST_LOADED;
  }

  /**
   * Takes two servers at random, and of these the one whose latency, multiplied by its open calls,
   * is smaller. Latency is a moving average of a second that follows increases immediately
   * (peak-EWMA, after Finagle). Best where all calls take about the same time. A server that had
   * one long call is avoided for a second or two. Streams, one-way calls, and calls with a timeout
   * of more than 30 seconds are not measured.
   *
   * @return the policy
   */
  public static Balancing leastLatency() {
    return LEAST_LATENCY;
  }

  /**
   * Takes each server in turn, by its weight.
   *
   * @return the policy
   */
  public static Balancing roundRobin() {
    return ROUND_ROBIN;
  }

  /**
   * Takes the first server of the list that is ready: primary and standby. The client returns to an
   * earlier server once that has been ready for ten seconds.
   *
   * @return the policy
   */
  public static Balancing pickFirst() {
    return PICK_FIRST;
  }

  /**
   * Takes the same server for the same key, by weight, as long as that server is ready (rendezvous
   * hashing: Thaler and Ravishankar, 1996). When a server joins or leaves, only its share of the
   * keys moves. A call without {@linkplain RemoteCall#withKey a key} has the key {@code
   * service/method}. Calls that have a key are balanced so under every policy.
   *
   * @return the policy
   */
  public static Balancing byKey() {
    return BY_KEY;
  }

  @Override
  public String toString() {
    return name;
  }
}
