package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcRemoteException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests a server process that runs out of file descriptors or memory, and recovers. */
final class ExhaustionTest extends ProcessScenario {

  private static final int FILES = 200;

  private static final Duration WATCHED = Duration.ofSeconds(2);

  private static SocketChannel dial(String endpoint) throws IOException {
    SocketAddress address =
        endpoint.startsWith("ipc://")
            ? UnixDomainSocketAddress.of(Path.of(endpoint.substring("ipc://".length())))
            : new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)));
    return SocketChannel.open(address);
  }

  @Test
  void handlerThatFillsTheHeapFailsItsCallAndTheServerLivesOn() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = visit(endpointOf(server));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> workshop.work(ServerProcess.HOG).remote(LONG))
          .isInstanceOf(RpcRemoteException.class)
          .hasMessageContaining("OutOfMemoryError");
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    }
    assertThat(visit(endpointOf(server)).work("a chair").remote(LONG)).isEqualTo("a chair done");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where a process's descriptors can be counted
  void serverWithoutDescriptorsServesThoseItHasAndRecovers() throws Exception {
    ChildProcess server = launchServerWithFiles(FILES, anywhere());
    String endpoint = endpointOf(server);
    WorkshopStub workshop = visit(endpoint);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    List<SocketChannel> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * FILES; i++) {
        crowd.add(dial(endpoint));
      }
      await().atMost(Signal.PATIENCE).until(() -> server.openFiles() == FILES);

      assertThat(workshop.work("a chair").remote(LONG)).isEqualTo("a chair done");
      Duration before = server.processorTime();
      Thread.sleep(WATCHED.toMillis()); // no call is made meanwhile
      assertThat(server.processorTime().minus(before))
          .as("processor time while it can't accept")
          .isLessThan(WATCHED.dividedBy(2));
      assertThat(workshop.work("a table").remote(LONG)).isEqualTo("a table done");
    } finally {
      for (SocketChannel one : crowd) {
        one.close();
      }
    }

    assertThat(visit(endpoint).add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }
}
