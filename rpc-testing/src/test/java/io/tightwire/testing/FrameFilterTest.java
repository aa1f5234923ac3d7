package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.WireWriter;
import io.tightwire.internal.wire.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tests cases that can't be reproduced every time from outside. */
final class FrameFilterTest {

  private static final String ADD = "Clerk/add";

  private final CurrentPlan plan = new CurrentPlan();
  private final List<String> done = new ArrayList<>();

  /**
   * Records the decisions; when a connection is cut, the call of another client arrives at the same
   * time.
   */
  private final class Notes implements FrameFilter.Ends {

    private final Runnable atCut;

    Notes(Runnable atCut) {
      this.atCut = atCut;
    }

    @Override
    public void toServer(byte[] frame) {
      done.add("to the server");
    }

    @Override
    public void toClient(byte[] frames) {
      done.add("to the client");
    }

    @Override
    public void clientTakes(long bytes) {}

    @Override
    public void serverTakes(long bytes) {}

    @Override
    public void cut(String path) {
      done.add("cut");
      atCut.run();
    }

    @Override
    public boolean takesPong(Slice payload) {
      return false;
    }
  }

  private static byte[] request(long id) {
    WireWriter out = new WireWriter(64, 1024);
    out.beginArray(7);
    out.writeInt(1);
    out.writeLong(id);
    out.writeString(ADD);
    out.writeInt(0);
    out.writeNil();
    out.writeNil();
    out.beginArray(0);
    out.endArray();
    out.endArray();
    return out.toByteArray();
  }

  @Test
  void oneCallCostsItsConnectionAlsoIfAnotherClientsComesAtThatMoment() {
    FrameFilter other = new FrameFilter(plan, new Notes(() -> {}));
    FrameFilter filter = new FrameFilter(plan, new Notes(() -> other.fromClient(request(1), 0)));
    plan.change(faults -> faults.withCutting(Map.of(ADD, new AtomicBoolean(true))));
    filter.fromClient(request(1), 0);
    assertThat(done).containsExactly("cut", "to the server");
  }
}
