package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.it.docs.guide.OrdersMain;
import io.tightwire.it.docs.guide.OrdersStub;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server process that docs/GUIDE.md shows. */
final class OrdersMainTest {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @Test
  void processServesUntilItIsTerminatedAndLeavesNothingBehind(@TempDir Path directory)
      throws Exception {
    Path socket = directory.resolve("orders");
    ChildProcess server = ChildProcess.start(OrdersMain.class, "ipc://" + socket);
    try (RpcClient client = RpcClient.connect("ipc://" + socket)) {
      assertThat(new OrdersStub(client).find("7").remote(Signal.PATIENCE)).isEmpty();

      server.signal("TERM");

      assertThat(server.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(Files.exists(socket)).isFalse();
    } finally {
      server.kill();
    }
  }

  @Test
  void clientMayEndItToo(@TempDir Path directory) throws Exception {
    String endpoint = "ipc://" + directory.resolve("orders");
    ChildProcess server = ChildProcess.start(OrdersMain.class, endpoint);
    try (RpcClient client = RpcClient.connect(endpoint)) {
      client.shutdownServer();

      assertThat(server.awaitExit()).isZero();
    } finally {
      server.kill();
    }
  }
}
