package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboundBudgetTest {

  private static final int MIB = 1 << 20;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final InboundBudget budget = new InboundBudget(4 * MIB);
  private final List<String> granted = new ArrayList<>();
  private final List<String> stalled = new ArrayList<>();

  private InboundBudget.Share share(String name) {
    return budget.share(() -> granted.add(name), why -> stalled.add(name + ": " + why));
  }

  private InboundBudget.Share receiving(String name, int size, int held) {
    InboundBudget.Share share = share(name);
    share.begin(size);
    share.acquire(held);
    share.progress(held);
    return share;
  }

  @Test
  void oneMessageMayExceedTheBoundSoThatHalvesCannotBlockOneAnother() {
    InboundBudget.Share[] shares = new InboundBudget.Share[4];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = receiving("share " + i, 2 * MIB, MIB);
    }
    assertThat(shares[2].admits(MIB)).isTrue();
    shares[2].acquire(MIB);
    assertThat(shares[0].admits(MIB)).as("one exceeds it already").isFalse();
    assertThat(shares[1].admits(MIB)).isFalse();
    assertThat(shares[3].admits(MIB)).isFalse();
    budget.tick(0, 0);
    assertThat(granted).isEmpty();

    shares[2].complete();
    budget.tick(0, 1);
    assertThat(granted).as("complete, but not delivered").isEmpty();
    shares[2].release(2 * MIB);
    budget.tick(0, 2);
    assertThat(granted).as("in the order of their coming").containsExactly("share 0", "share 1");
    shares[0].acquire(MIB);
    shares[0].complete();
    shares[1].acquire(MIB);
    shares[1].complete();
    shares[0].release(2 * MIB);
    shares[1].release(2 * MIB);
    budget.tick(0, 3);
    assertThat(granted).last().isEqualTo("share 3");
    shares[3].close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void grantedBytesThatAreNotNeededAreReleased() {
    InboundBudget.Share full = receiving("full", 4 * MIB, 4 * MIB);
    full.complete();
    InboundBudget.Share waiting = receiving("waiting", 2 * MIB, 0);
    assertThat(waiting.admits(MIB)).isFalse();
    full.release(4 * MIB);
    budget.tick(0, 0);
    assertThat(granted).containsExactly("waiting");
    assertThat(budget.used()).as("no other share may have it").isEqualTo(MIB);
    assertThat(waiting.admits(MIB)).isTrue();
    waiting.acquire(100);
    assertThat(budget.used()).isEqualTo(100);
  }

  @Test
  void waitingSharesAreServedInOrder() {
    InboundBudget.Share full = receiving("full", 4 * MIB, 4 * MIB);
    full.complete();
    InboundBudget.Share large = receiving("large", 2 * MIB, 0);
    assertThat(large.admits(2 * MIB)).isFalse();
    InboundBudget.Share small = receiving("small", 10_000, 0);
    assertThat(small.admits(10_000)).isFalse();
    full.release(4 * MIB);
    budget.tick(0, 0);
    assertThat(granted).containsExactly("large", "small");
  }

  @Test
  void deliveredBytesCountUntilTheAgentHasSaidHowManyItKeeps() {
    InboundBudget.Share first = receiving("first", 4 * MIB, 4 * MIB);
    first.complete();
    first.release(4 * MIB); // delivered, and its handler runs
    InboundBudget.Share second = receiving("second", MIB, 0);
    assertThat(second.admits(MIB)).isFalse();
    budget.tick(4 * MIB, 0);
    assertThat(granted).isEmpty();
    budget.tick(0, 1);
    assertThat(granted).containsExactly("second");
  }

  @Test
  void memoryThatWasGrantedForOneMessageIsNotPromisedToAnother() {
    InboundBudget.Share full = receiving("full", 4 * MIB, 4 * MIB);
    full.complete();
    InboundBudget.Share first = receiving("first", 3 * MIB, 0);
    assertThat(first.admits(3 * MIB)).isFalse();
    InboundBudget.Share second = receiving("second", 2 * MIB, 0);
    assertThat(second.admits(2 * MIB)).isFalse();
    full.release(4 * MIB);
    budget.tick(0, 0);
    assertThat(granted).containsExactly("first");
    first.acquire(3 * MIB);
    first.complete();
    first.release(3 * MIB);
    budget.tick(3 * MIB, 1);
    assertThat(granted).as("the first is kept").containsExactly("first");
    budget.tick(0, 2);
    assertThat(granted).containsExactly("first", "second");
  }

  @Test
  void noMessageIsCompletedThatDoesNotFitBesideTheOneAboveTheBound() {
    budget.tick(2 * MIB, 0);
    InboundBudget.Share half = receiving("half", 3 * MIB, 2 * MIB);
    InboundBudget.Share above = receiving("above", 2 * MIB, 0);
    assertThat(above.admits(MIB)).as("exceeds the bound").isTrue();
    above.acquire(0);
    half.close();
    InboundBudget.Share other = receiving("other", MIB, 0);
    assertThat(other.admits(MIB)).as("above will be kept").isFalse();
    above.acquire(2 * MIB);
    above.complete();
    above.release(2 * MIB);
    budget.tick(4 * MIB, 1);
    assertThat(granted).isEmpty();
    budget.tick(2 * MIB, 2);
    assertThat(granted).containsExactly("other");
  }

  @Test
  void bytesThatTheAgentKeepsAreWaitedForWithinALimit() {
    budget.tick(4 * MIB, 0);
    InboundBudget.Share patient = receiving("patient", MIB, 0);
    assertThat(patient.admits(MIB)).isFalse();
    assertThat(budget.tick(4 * MIB, 0)).isLessThan(Timed.NEVER);
    budget.tick(2 * MIB, SECOND);
    assertThat(granted).containsExactly("patient");
    patient.acquire(MIB);

    InboundBudget.Share waitedLong = receiving("impatient", MIB, 0);
    budget.tick(4 * MIB, 2 * SECOND);
    assertThat(waitedLong.admits(MIB)).isFalse();
    budget.tick(4 * MIB, 2 * SECOND);
    long due = 2 * SECOND + InboundBudget.MAX_WAIT_SECONDS * SECOND;
    assertThat(budget.tick(4 * MIB, due - 1)).isLessThanOrEqualTo(due);
    assertThat(granted).doesNotContain("impatient");
    budget.tick(4 * MIB, due);
    assertThat(granted).last().isEqualTo("impatient");
    assertThat(stalled).isEmpty();
  }

  @Test
  void shareThatHoldsMemoryOthersWaitForMustMakeProgress() {
    InboundBudget.Share stalling = receiving("stalling", 4 * MIB, 3 * MIB);
    InboundBudget.Share moving = receiving("moving", 4 * MIB, MIB);
    assertThat(moving.admits(MIB)).as("exceeds the bound").isTrue();
    long window = ProgressCheck.WINDOW_SECONDS * SECOND;
    for (int i = 0; i < 5; i++) {
      budget.tick(0, i * window);
      moving.progress(10);
    }
    assertThat(stalled).as("no share waits").isEmpty();

    InboundBudget.Share waiting = receiving("waiting", 4 * MIB, 0);
    assertThat(waiting.admits(MIB)).isFalse();
    budget.tick(0, 10 * window);
    moving.progress(ProgressCheck.MIN_PROGRESS);
    stalling.progress(ProgressCheck.MIN_PROGRESS - 1);
    budget.tick(0, 11 * window - 1);
    assertThat(stalled).isEmpty();
    budget.tick(0, 11 * window);
    assertThat(stalled).hasSize(1).first().asString().startsWith("stalling: it sent less than");
    stalling.close();
    budget.tick(0, 11 * window + 1);
    assertThat(granted).containsExactly("waiting");
  }

  @Test
  void shareThatHadToWaitIsNotStalled() {
    InboundBudget.Share full = receiving("full", 4 * MIB, 3 * MIB);
    InboundBudget.Share moving = receiving("moving", 4 * MIB, MIB);
    assertThat(full.admits(MIB)).as("exceeds the bound").isTrue();
    full.acquire(MIB);
    InboundBudget.Share waiting = receiving("waiting", 4 * MIB, 0);
    assertThat(waiting.admits(MIB)).isFalse();
    long window = ProgressCheck.WINDOW_SECONDS * SECOND;
    budget.tick(0, 0); // from here on all are observed
    assertThat(moving.admits(MIB)).isFalse();
    full.complete();
    full.release(4 * MIB);
    budget.tick(0, window - 1);
    assertThat(granted).containsExactly("waiting", "moving");
    InboundBudget.Share last = receiving("last", 4 * MIB, 0);
    waiting.acquire(MIB);
    waiting.progress(ProgressCheck.MIN_PROGRESS);
    moving.acquire(MIB);
    assertThat(waiting.admits(3 * MIB)).isTrue();
    waiting.acquire(3 * MIB);
    assertThat(last.admits(MIB)).isFalse();
    budget.tick(0, window);
    assertThat(stalled).isEmpty();
  }

  @Test
  void progressIsNotMeasuredWhileNothingWasRead() {
    receiving("slow", 4 * MIB, 4 * MIB);
    InboundBudget.Share waiting = receiving("waiting", 4 * MIB, 0);
    assertThat(waiting.admits(MIB)).isFalse();
    InboundBudget.Share behind = receiving("behind", 4 * MIB, 0);
    assertThat(behind.admits(MIB)).isFalse();
    long window = ProgressCheck.WINDOW_SECONDS * SECOND;
    budget.tick(0, 0);
    budget.tick(0, 10 * window);
    assertThat(stalled).as("the process was frozen").isEmpty();
    budget.tick(0, 11 * window);
    assertThat(stalled).isNotEmpty();
  }

  @Test
  void closedShareLeavesTheQueue() {
    InboundBudget.Share full = receiving("full", 4 * MIB, 4 * MIB);
    full.complete();
    InboundBudget.Share gone = receiving("gone", MIB, 0);
    assertThat(gone.admits(MIB)).isFalse();
    gone.close();
    assertThat(gone.isWaiting()).isFalse();
    full.release(4 * MIB);
    assertThat(budget.tick(0, 0)).isEqualTo(Timed.NEVER);
    assertThat(granted).isEmpty();
    assertThat(budget.used()).isZero();
  }
}
