package io.tightwire.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollingResolverTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualExecutor executor = new ManualExecutor();
  private final Told told = new Told();
  private final List<Long> lookUps = new ArrayList<>();

  private PollingResolver.LookUp current = () -> servers("tcp://a:1");
  private double random = 0.5;

  private final PollingResolver resolver =
      new PollingResolver(this::lookUp, PollInterval.DNS, executor, executor::now, () -> random);

  private List<ServerAddress> lookUp() throws Exception {
    lookUps.add((executor.now() + 5) / 1_000_000);
    return current.addresses();
  }

  private static List<ServerAddress> servers(String... endpoints) {
    return List.of(endpoints).stream().map(ServerAddress::of).toList();
  }

  @Test
  void watchingReturnsBeforeTheFirstLookUp() {
    resolver.watch(told);
    assertThat(lookUps).isEmpty();
    executor.advance(Duration.ZERO);
    assertThat(lookUps).containsExactly(0L);
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1]");
  }

  @Test
  void aListIsToldWhenItChangesOnly() {
    resolver.watch(told);
    executor.advance(SECOND.multipliedBy(12));
    assertThat(lookUps).containsExactly(0L, 5_000L, 10_000L);
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1]");

    current = () -> servers("tcp://a:1", "tcp://b:1");
    executor.advance(SECOND.multipliedBy(5));
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1, tcp://b:1]");
    current = List::of;
    executor.advance(SECOND.multipliedBy(5));
    assertThat(told.sinceLast()).containsExactly("[]");
  }

  @Test
  void aFailureIsToldOnceAndTheSameListAgainAfterIt() {
    resolver.watch(told);
    executor.advance(SECOND);
    current =
        () -> {
          throw new IOException("no name server");
        };
    executor.advance(SECOND.multipliedBy(20));
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1]", "failed: no name server");
    current =
        () -> {
          throw new NoClassDefFoundError("x");
        };
    executor.advance(SECOND.multipliedBy(5));
    assertThat(told.sinceLast())
        .containsExactly(
            "failed: The look-up of servers failed: java.lang.NoClassDefFoundError: x");
    current = () -> servers("tcp://a:1");
    executor.advance(SECOND.multipliedBy(5));
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1]");
  }

  @Test
  void clientsDoNotAskTogether() {
    random = 0;
    resolver.watch(told);
    executor.advance(SECOND.multipliedBy(9));
    assertThat(lookUps).containsExactly(0L, 4_000L, 8_000L);
    random = 1;
    executor.advance(SECOND.multipliedBy(13));
    assertThat(lookUps).containsExactly(0L, 4_000L, 8_000L, 12_000L, 18_000L);
  }

  @Test
  void aRefreshLooksUpNowButOnceASecondAtMost() {
    Resolver.Watch watch = resolver.watch(told);
    executor.advance(Duration.ofMillis(200));
    for (int i = 0; i < 10; i++) {
      watch.refresh();
    }
    executor.advance(Duration.ofMillis(799));
    assertThat(lookUps).containsExactly(0L);
    executor.advance(Duration.ofMillis(1_500)); // now 2,499
    assertThat(lookUps).containsExactly(0L, 1_000L);
    watch.refresh();
    executor.advance(Duration.ofMillis(1));
    assertThat(lookUps).containsExactly(0L, 1_000L, 2_499L);
    executor.advance(SECOND.multipliedBy(5));
    assertThat(lookUps).containsExactly(0L, 1_000L, 2_499L, 7_499L);
  }

  @Test
  void aRefreshDoesNotPutOffALookUpThatIsDue() {
    Resolver.Watch watch = resolver.watch(told);
    watch.refresh();
    executor.advance(SECOND.multipliedBy(4));
    for (int i = 0; i < 3; i++) {
      watch.refresh();
      executor.advance(Duration.ZERO);
      watch.refresh();
    }
    assertThat(lookUps).containsExactly(0L, 4_000L);
    executor.advance(SECOND);
    assertThat(lookUps).containsExactly(0L, 4_000L, 5_000L);
  }

  @Test
  void aRefreshDuringALookUpLeadsToAnother() {
    Resolver.Watch[] watch = new Resolver.Watch[1];
    current =
        () -> {
          if (lookUps.size() == 1) {
            watch[0].refresh();
          }
          return servers("tcp://a:1");
        };
    watch[0] = resolver.watch(told);
    executor.advance(SECOND.multipliedBy(2));
    assertThat(lookUps).containsExactly(0L, 1_000L);
    assertThat(executor.scheduled()).isEqualTo(1);
  }

  @Test
  void aClosedWatchTellsNothing() {
    Resolver.Watch[] watch = new Resolver.Watch[1];
    current =
        () -> {
          watch[0].close();
          return servers("tcp://a:1");
        };
    watch[0] = resolver.watch(told);
    executor.advance(SECOND.multipliedBy(20));
    watch[0].refresh();
    assertThat(told.sinceLast()).isEmpty();
    assertThat(lookUps).containsExactly(0L);
    assertThat(executor.scheduled()).isZero();
  }

  @Test
  void closingRemovesTheTimer() {
    Resolver.Watch watch = resolver.watch(told);
    executor.advance(SECOND);
    watch.close();
    assertThat(executor.scheduled()).isZero();
  }

  @Test
  void aListenerThatThrowsDoesNotEndTheWatch() {
    resolver.watch(
        new Resolver.Listener() {
          @Override
          public void servers(List<ServerAddress> all) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void failed(Exception why) {}
        });
    executor.advance(SECOND.multipliedBy(6));
    assertThat(lookUps).containsExactly(0L, 5_000L);
  }
}
