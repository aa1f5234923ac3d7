package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests one of several servers that fails each call immediately, so that it looks idle. */
final class FleetFailFastTest extends FleetScenario {

  private static final int CALLERS = 8;

  /** The number of failures in a row after which a server is ejected. */
  private static final int FAILURES = 5;

  private static final int ENOUGH = 2_000;

  @Test
  void serverThatFailsFastIsEjectedAfterAFewCalls() throws Exception {
    List<RpcServer> servers = new ArrayList<>();
    for (int i = 1; i < SERVERS; i++) {
      servers.add(serve(new Workbench()));
    }
    Broken broken = new Broken();
    RpcServer failing = serve(broken);
    servers.add(failing);
    RpcClient client = connectAll(endpoints(servers));
    WorkshopStub workshop = new WorkshopStub(client);

    Callers callers = Callers.start(CALLERS, id -> workshop.work(id).remote(LONG));
    awaitState(client, failing.endpoint(), ServerStatus.State.EJECTED);
    callers.awaitProgress(ENOUGH);
    callers.finish();

    assertThat(callers.failed()).hasSizeBetween(FAILURES, FAILURES + CALLERS);
    assertThat(callers.failed().values())
        .allMatch(failure -> failure.status() == RpcStatus.INTERNAL && failure.mayHaveExecuted());
    assertThat(broken.runs()).isEqualTo(callers.failed().size());
  }
}
