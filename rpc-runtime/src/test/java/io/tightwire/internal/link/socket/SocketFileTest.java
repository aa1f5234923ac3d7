package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.LinkContract;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.ServerLink;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SocketFileTest {

  @TempDir Path directory;

  private Path path() {
    return directory.resolve("s");
  }

  private Endpoint endpoint() {
    return Endpoint.ofPath(path());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void leaveStaleFile() throws IOException {
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path()));
    }
    assertThat(path()).exists();
  }

  @Test
  void isItsOwnersAloneAndAloneInItsDirectory() throws IOException {
    BoundSocket bound = BoundSocket.bind(endpoint(), null);
    assertThat(mode(path())).isEqualTo("rw-------");
    assertThat(files()).containsExactly(path());
    bound.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void isNeverSeenWithOtherRights() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<String> others = new ArrayList<>();
    AtomicInteger seen = new AtomicInteger();
    Thread watcher =
        new Thread(
            () -> {
              while (!over.get()) {
                try {
                  String mode = mode(path());
                  seen.incrementAndGet();
                  if (!mode.equals("rw-------")) {
                    others.add(mode);
                  }
                } catch (NoSuchFileException e) {
                  Thread.onSpinWait();
                } catch (IOException e) {
                  others.add(e.toString());
                }
              }
            });
    watcher.start();
    int rounds = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FakeAgent.LIMIT_SECONDS);
    while ((rounds++ < 200 || seen.get() == 0) && System.nanoTime() < end) {
      BoundSocket.bind(endpoint(), null).close();
    }
    over.set(true);
    watcher.join();
    assertThat(others).isEmpty();
    assertThat(seen.get()).isPositive();
  }

  @Test
  void aStaleFileIsReplaced() throws IOException {
    leaveStaleFile();
    BoundSocket bound = BoundSocket.bind(endpoint(), null);
    try (RawPeer peer = RawPeer.dial(endpoint())) {
      assertThat(peer).isNotNull();
    }
    bound.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void oneOfManyServersReplacesAStaleFile() throws Exception {
    for (int round = 0; round < 20; round++) {
      leaveStaleFile();
      List<BoundSocket> winners = new ArrayList<>();
      List<Thread> racers = new ArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      for (int i = 0; i < 4; i++) {
        Thread racer =
            new Thread(
                () -> {
                  try {
                    go.await();
                    BoundSocket bound = BoundSocket.bind(endpoint(), null);
                    synchronized (winners) {
                      winners.add(bound);
                    }
                  } catch (IOException | InterruptedException e) {
                    // Lost.
                  }
                });
        racer.start();
        racers.add(racer);
      }
      go.countDown();
      for (Thread racer : racers) {
        racer.join();
      }
      assertThat(winners).hasSize(1);
      winners.get(0).close();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aLiveServersFileIsLeftAlone() throws IOException {
    BoundSocket bound = BoundSocket.bind(endpoint(), null);
    assertThatThrownBy(() -> BoundSocket.bind(endpoint(), null))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("Cannot bind " + endpoint() + ": in use");
    try (RawPeer peer = RawPeer.dial(endpoint())) {
      assertThat(peer).isNotNull();
    }
    assertThat(files()).containsExactly(path());
    bound.close();
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Files.writeString(path(), "precious");
    assertThatThrownBy(() -> BoundSocket.bind(endpoint(), null))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("no socket is there; remove it");
    assertThat(path()).hasContent("precious");
    assertThat(files()).containsExactly(path());
  }

  @Test
  void aLinkToNowhereIsLeftAlone() throws IOException {
    Files.createSymbolicLink(path(), directory.resolve("nowhere"));
    assertThatThrownBy(() -> BoundSocket.bind(endpoint(), null)).isInstanceOf(BindException.class);
    assertThat(path()).isSymbolicLink();
  }

  @Test
  void theFileOfASuccessorIsLeftAlone() throws IOException {
    BoundSocket bound = BoundSocket.bind(endpoint(), null);
    Files.delete(path());
    BoundSocket successor = BoundSocket.bind(endpoint(), null);
    bound.close();
    assertThat(path()).exists();
    successor.close();
    assertThat(path()).doesNotExist();
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Endpoint nowhere = Endpoint.ofPath(directory.resolve("no/s"));
    assertThatThrownBy(() -> BoundSocket.bind(nowhere, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot bind " + nowhere)
        .hasMessageContaining("its directory does not exist; create it");
  }

  @Test
  void aFileInPlaceOfADirectoryIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "");
    Endpoint inFile = Endpoint.ofPath(file.resolve("s"));
    assertThatThrownBy(() -> BoundSocket.bind(inFile, null))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot bind " + inFile + ": Not a directory (in " + file + "); bind elsewhere");
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsNamed() throws IOException {
    Path denied = directory.resolve("denied/.z1234");
    assertThat(SocketFile.describe(new AccessDeniedException(denied.toString()), path()))
        .isEqualTo(
            "no permission to make a file in "
                + directory
                + "; let this process's user write there, or bind elsewhere");
    Path closed =
        Files.createDirectory(
            directory.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
    assumeFalse(Files.isWritable(closed), "this user may write anywhere");
    Endpoint inClosed = Endpoint.ofPath(closed.resolve("s"));
    assertThatThrownBy(() -> BoundSocket.bind(inClosed, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot bind " + inClosed + ": no permission to make a file in ");
  }

  @Test
  void aDirectoryTooDeepToBindInIsNamed() throws IOException {
    int room = Endpoint.MAX_PATH_BYTES - directory.toString().length() - 4;
    Path deep = Files.createDirectory(directory.resolve("d".repeat(room)));
    Endpoint endpoint = Endpoint.ofPath(deep.resolve("s"));
    assertThatThrownBy(() -> BoundSocket.bind(endpoint, null))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void aChosenOneGoesWithItsDirectory() throws IOException {
    BoundSocket bound = BoundSocket.bind(Endpoint.parse("ipc://*"), null);
    Path chosen = Path.of(bound.endpoint().toString().substring("ipc://".length()));
    assertThat(mode(chosen)).isEqualTo("rw-------");
    Path own = chosen.resolveSibling("").toAbsolutePath();
    assertThat(mode(own)).isEqualTo("rwx------");
    bound.close();
    assertThat(own).doesNotExist();
  }

  @Test
  void aLinkRemovesItWhenItCloses() throws IOException {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(LinkContract.SERVER, new FakeAgent());
    server.bind(endpoint());
    assertThat(path()).exists();
    server.close(Duration.ZERO);
    await().untilAsserted(() -> assertThat(files()).isEmpty());
  }
}
