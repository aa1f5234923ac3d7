package io.tightwire.internal;

import io.tightwire.ItemSender;
import io.tightwire.RpcException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends the items of a {@link Schedule}'s call one by one. Confined to one thread. */
final class ScheduledHand implements ScheduledSending {

  private final StreamPlan plan;
  private final boolean heavy;
  private final ItemSender<ScheduledItem> sender;
  private int next;
  private boolean over;

  ScheduledHand(StreamPlan plan, boolean heavy, ItemSender<ScheduledItem> sender) {
    this.plan = plan;
    this.heavy = heavy;
    this.sender = sender;
  }

  @Override
  public boolean step(@Nullable RandomGenerator random) {
    int most = random == null ? Integer.MAX_VALUE : 1 + random.nextInt(4);
    boolean moved = false;
    for (int i = 0; i < most && !over; i++) {
      if (!sendNext()) {
        return moved;
      }
      moved = true;
    }
    return moved;
  }

  /** Sends the next item or the end; returns whether it was sent, or can't be any more. */
  private boolean sendNext() {
    if (plan.failsAt(next)) {
      over = true;
      sender.fail(new IllegalStateException("the source throws"));
    } else if (next == plan.items()) {
      over = true;
      sender.complete();
    } else {
      try {
        if (!sender.trySend(plan.item(next, heavy))) {
          return false;
        }
        next++;
      } catch (RpcException e) {
        over = true;
      }
    }
    return true;
  }

  @Override
  public boolean wasAsked() {
    return next > 0;
  }

  @Override
  public int given() {
    return next;
  }

  @Override
  public void check() {
    if (sender.wantsMore()) {
      throw new AssertionError("the call is over, but wants more items");
    }
  }
}
