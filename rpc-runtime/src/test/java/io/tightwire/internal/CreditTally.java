package io.tightwire.internal;

import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.Frame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows the streams that a client sends, on the wire of one connection: items only with credit
 * that the client has got, none after the END, one END, one STOP. Confined to one thread.
 */
public final class CreditTally {

  private static final class Credit {
    private long items;
    private long bytes;
  }

  private final Map<Long, Credit> granted = new HashMap<>();
  private final Set<Long> ended = new HashSet<>();
  private final Set<Long> stopped = new HashSet<>();

  /** Records a frame as it leaves the client. */
  public void sent(Frame frame) {
    if (frame instanceof Frame.Item item) {
      Credit credit = granted.get(item.id());
      if (credit == null || credit.items <= 0 || credit.bytes <= 0) {
        throw new AssertionError("no credit: " + frame);
      }
      require(!ended.contains(item.id()), "after the END", frame);
      credit.items--;
      credit.bytes -= item.value().length();
    } else if (frame instanceof Frame.End end) {
      require(granted.containsKey(end.id()), "an END before there was credit", frame);
      require(ended.add(end.id()), "a second END", frame);
    }
  }

  /** Records a frame as the client gets it. */
  public void received(Frame frame) {
    if (frame instanceof Frame.Credit credit) {
      Credit all = granted.computeIfAbsent(credit.id(), id -> new Credit());
      all.items = Times.saturatedSum(all.items, credit.items());
      all.bytes = Times.saturatedSum(all.bytes, credit.bytes());
    } else if (frame instanceof Frame.Stop stop) {
      require(stopped.add(stop.id()), "a second STOP", frame);
    }
  }

  private static void require(boolean condition, String otherwise, Frame frame) {
    if (!condition) {
      throw new AssertionError(otherwise + ": " + frame);
    }
  }
}
