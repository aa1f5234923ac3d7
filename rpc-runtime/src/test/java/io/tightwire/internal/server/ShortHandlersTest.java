package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.TaskRunner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which calls the loop's thread runs itself. */
class ShortHandlersTest {

  private final List<Integer> ran = new ArrayList<>();
  private final ServerRig rig = rig(true);
  private int lastId;

  private ServerRig rig(boolean mayUseLoop) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.mayUseLoop = mayUseLoop;
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
    for (int i = 0; i < HandlerTimes.NEEDED; i++) {
      int id = ++lastId;
      server.call(id, "echo", id);
      server.settle();
      assertThat(server.nextResult(id)).isEqualTo(id);
    }
  }

  private void earn() {
    while (rig.runOnLoop == 0) { // a busy machine may make some runs long
      makeCalls(rig);
    }
    rig.runOnLoop = 0;
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
  void methodsEarnTheirPlaceOneByOne() {
    earn();
    rig.call(++lastId, "other", 1);
    assertThat(rig.runOnLoop).isZero();
    assertThat(rig.work()).isEqualTo(1);
  }

  @Test
  void oneWayCallsRunOnHandlerThreads() {
    earn();
    rig.oneWay(++lastId, "echo", 1);
    assertThat(rig.runOnLoop).isZero();
    assertThat(rig.work()).isEqualTo(1);
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
    ServerRig off = rig(false);
    off.connect();
    off.runner = runner;
    for (int i = 0; i < 5; i++) {
      makeCalls(off);
    }
    assertThat(off.runOnLoop).isZero();
  }
}
