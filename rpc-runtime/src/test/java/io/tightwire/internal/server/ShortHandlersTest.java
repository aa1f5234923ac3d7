package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.TaskRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests which calls the loop's thread runs itself. */
@Timeout(60)
class ShortHandlersTest {

  private static final int NEEDED = 3;

  /** So long that every run is short, also on a busy machine. */
  private static final long SHORT = TimeUnit.SECONDS.toNanos(10);

  private final List<Integer> ran = new ArrayList<>();
  private final ServerRig rig = rig(() -> new HandlerTimes(NEEDED, SHORT, SHORT, () -> false));
  private int lastId;

  private ServerRig rig(@Nullable Supplier<HandlerTimes> times) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.times = times;
    setup.common = 2;
    setup.maxQueued = 10;
    return new ServerRig(setup, ServerRig.echo(ran), ServerRig.returning("other", value -> value));
  }

  /** A loop's thread with a standby. */
  private static final class Ready implements TaskRunner {
    boolean ready = true;
    int left = Integer.MAX_VALUE;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public boolean hasTime() {
      return left-- > 0;
    }
  }

  private final Ready runner = new Ready();

  @BeforeEach
  void connect() {
    rig.connect();
    rig.runner = runner;
  }

  private void call() {
    rig.call(++lastId, "echo", lastId);
  }

  /** Makes as many calls as a method needs to earn its place on the loop. */
  private void makeCalls(ServerRig server) {
    for (int i = 0; i < NEEDED; i++) {
      int id = ++lastId;
      server.call(id, "echo", id);
      server.settle();
      assertThat(server.nextResult(id)).isEqualTo(id);
    }
  }

  private void earn() {
    makeCalls(rig);
    assertThat(rig.runOnLoop).isZero();
  }

  @Test
  void methodWhoseRunsWereShortRunsOnTheLoop() {
    earn();
    call();
    assertThat(rig.runOnLoop).isEqualTo(1);
    assertThat(rig.tasks).isEmpty();
    rig.turn();
    assertThat(rig.nextResult(lastId)).isEqualTo(lastId);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void timeThatWakingTheLoopTakesDoesNotCount() {
    int attempts = 0;
    while (!earnsAlthoughWakingTakesLong()) { // on a busy machine the handler may take long, too
      assertThat(++attempts).isLessThan(10);
    }
  }

  private boolean earnsAlthoughWakingTakesLong() {
    long limit = TimeUnit.MILLISECONDS.toNanos(50);
    ServerRig sleepy = rig(() -> new HandlerTimes(1, limit, limit, () -> false));
    sleepy.connect();
    sleepy.runner = runner;
    sleepy.postTakes = 2 * limit;
    sleepy.call(1, "echo", 1);
    sleepy.settle();
    sleepy.call(2, "echo", 2);
    return sleepy.runOnLoop == 1;
  }

  @Test
  void methodsEarnTheirPlaceOneByOne() {
    earn();
    rig.call(++lastId, "other", 1);
    assertThat(rig.runOnLoop).isZero();
    assertThat(rig.work()).isEqualTo(1);
  }

  @Test
  void oneWayCallsRunOnTheLoopToo() {
    earn();
    ran.clear();
    rig.oneWay(++lastId, "echo", 1);
    assertThat(rig.runOnLoop).isEqualTo(1);
    assertThat(ran).hasSize(1);
    rig.turn();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void withoutStandbyOrTimeCallsRunOnHandlerThreads() {
    earn();
    runner.ready = false;
    call();
    runner.ready = true;
    runner.left = 0;
    call();
    assertThat(rig.runOnLoop).isZero();
  }

  @Test
  void callsThatAreQueuedGoFirst() {
    earn();
    rig.call(++lastId, "other", 1);
    rig.call(++lastId, "other", 2);
    rig.call(++lastId, "other", 3); // and no handler thread runs
    call();
    assertThat(rig.runOnLoop).isZero();
    int beforeTasks = ran.size();
    rig.work();
    assertThat(ran).hasSize(beforeTasks + 1);
  }

  @Test
  void switchedOffNoCallRunsOnTheLoop() {
    ServerRig off = rig(null);
    off.connect();
    off.runner = runner;
    for (int i = 0; i < 5; i++) {
      makeCalls(off);
    }
    assertThat(off.runOnLoop).isZero();
  }
}
