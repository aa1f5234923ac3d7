package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcClient;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests servers that all fail: a client must not stop calling all of them. */
final class FleetAllFailTest extends FleetScenario {

  private static final int CALLS = 200;

  /** The number of servers that get calls at least: half of five. */
  private static final int LEFT = 3;

  @Test
  void halfOfTheServersGetCallsThoughAllFailAndCallsSucceedWhenTheyRecover() {
    Broken workbench = new Broken();
    List<RpcServer> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(serve(workbench));
    }
    RpcClient client = connectAll(endpoints(servers));
    WorkshopStub workshop = new WorkshopStub(client);

    for (int i = 0; i < CALLS; i++) {
      assertThat(
              catchThrowableOfType(
                  RpcProtocolException.class, () -> workshop.work("more").remote(LONG)))
          .isNotNull();
      assertThat(count(client, ServerStatus.State.READY)).isGreaterThanOrEqualTo(LEFT);
    }
    assertThat(count(client, ServerStatus.State.EJECTED)).isEqualTo(SERVERS - LEFT);
    workbench.repair();

    for (int i = 0; i < CALLS; i++) {
      assertThat(workshop.work("more").remote(LONG)).isEqualTo("more done");
    }
  }
}
