package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.Timed;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Advanced by hand, on a manual clock. */
class ConnectRaceTest {

  private static final long MILLI = 1_000_000;

  /** The test decides how the attempt ends. */
  private static final class FakeAttempt implements ConnectRace.Attempt {
    boolean connected;
    @Nullable String failure;
    boolean closed;

    @Override
    public boolean isConnected() throws IOException {
      if (failure != null) {
        throw new ConnectException(failure);
      }
      return connected;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final List<String> dialed = new ArrayList<>();
  private final Map<String, FakeAttempt> attempts = new HashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private long now = System.nanoTime();

  private ConnectRace<String, FakeAttempt> race(String... addresses) {
    for (String address : addresses) {
      attempts.put(address, new FakeAttempt());
    }
    return new ConnectRace<>(List.of(addresses), this::dial, now);
  }

  private FakeAttempt dial(String address) throws IOException {
    dialed.add(address);
    String why = refused.get(address);
    if (why != null) {
      throw new ConnectException(why);
    }
    return attempt(address);
  }

  private FakeAttempt attempt(String address) {
    return Objects.requireNonNull(attempts.get(address));
  }

  @Test
  void anAttemptThatConnectsImmediatelyIsTheOnlyOne() {
    ConnectRace<String, FakeAttempt> race = race("a", "b");
    attempt("a").connected = true;
    assertThat(race.advance(now)).isSameAs(attempt("a"));
    assertThat(dialed).containsExactly("a");
    assertThat(attempt("a").closed).isFalse();
  }

  @Test
  void theNextAddressIsTriedAfterTheDelayAndTheFirstThatConnectsWins() {
    ConnectRace<String, FakeAttempt> race = race("a", "b", "c");
    assertThat(race.advance(now)).isNull();
    assertThat(race.due() - now).isEqualTo(250 * MILLI);
    now += 249 * MILLI;
    assertThat(race.advance(now)).isNull();
    assertThat(dialed).containsExactly("a");
    now += MILLI;
    assertThat(race.advance(now)).isNull();
    assertThat(dialed).containsExactly("a", "b");
    now += 250 * MILLI;
    assertThat(race.advance(now)).isNull();
    assertThat(race.due()).isEqualTo(Timed.NEVER);
    attempt("b").connected = true;
    assertThat(race.advance(now)).isSameAs(attempt("b"));
    assertThat(attempt("a").closed).isTrue();
    assertThat(attempt("b").closed).isFalse();
    assertThat(attempt("c").closed).isTrue();
  }

  @Test
  void theNextAddressIsTriedWhenOneHasFailed() {
    ConnectRace<String, FakeAttempt> race = race("a", "b");
    assertThat(race.advance(now)).isNull();
    attempt("a").failure = "refused";
    now += MILLI;
    assertThat(race.advance(now)).isNull();
    assertThat(dialed).containsExactly("a", "b");
    assertThat(attempt("a").closed).isTrue();
    assertThat(race.isLost()).isFalse();
    attempt("b").connected = true;
    assertThat(race.advance(now)).isSameAs(attempt("b"));
  }

  @Test
  void anAddressThatCannotBeTriedIsSkipped() {
    refused.put("a", "Network is unreachable");
    ConnectRace<String, FakeAttempt> race = race("a", "b");
    attempt("b").connected = true;
    assertThat(race.advance(now)).isSameAs(attempt("b"));
  }

  @Test
  void failureHasTheReasonOfEachAddress() {
    ConnectRace<String, FakeAttempt> race = race("a", "b");
    refused.put("b", "Network is unreachable");
    assertThat(race.advance(now)).isNull();
    attempt("a").failure = "Connection refused";
    assertThat(race.advance(now)).isNull();
    assertThat(race.isLost()).isTrue();
    assertThat(race.failure()).isEqualTo("a: Connection refused, b: Network is unreachable");
  }

  @Test
  void failureOfASingleAddressIsItsReason() {
    ConnectRace<String, FakeAttempt> race = race("a");
    assertThat(race.advance(now)).isNull();
    assertThat(race.failure()).isEqualTo("no response");
    attempt("a").failure = "Connection refused";
    assertThat(race.advance(now)).isNull();
    assertThat(race.failure()).isEqualTo("Connection refused");
  }

  @Test
  void failureNamesTheFirstFewOfManyAddresses() {
    ConnectRace<String, FakeAttempt> race = race("a", "b", "c", "d", "e", "f");
    dialed.clear();
    for (String address : List.of("a", "b", "c", "d", "e", "f")) {
      refused.put(address, "refused");
    }
    assertThat(race.advance(now)).isNull();
    assertThat(race.isLost()).isTrue();
    assertThat(race.failure())
        .isEqualTo("a: refused, b: refused, c: refused, d: refused and 2 more");
  }

  @Test
  void closedRaceClosesItsAttempts() {
    ConnectRace<String, FakeAttempt> race = race("a", "b");
    assertThat(race.advance(now)).isNull();
    now += 250 * MILLI;
    assertThat(race.advance(now)).isNull();
    race.close();
    assertThat(attempt("a").closed).isTrue();
    assertThat(attempt("b").closed).isTrue();
  }
}
