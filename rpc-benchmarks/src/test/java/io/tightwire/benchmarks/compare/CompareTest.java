package io.tightwire.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.benchmarks.peers.NioPeer;
import io.tightwire.benchmarks.work.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the harness with real JVMs. The measured values are not meaningful. */
class CompareTest {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Pace HASTY = new Pace(0, 0, 0.02, 1, 1, false);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private List<String[]> run(List<Contender> contenders, String... arguments) throws IOException {
    Options options = Options.parse(List.of(arguments)).with(HASTY);
    PrintStream print = new PrintStream(out, true, UTF_8);
    Compare.run(contenders, options, print, new PrintStream(new ByteArrayOutputStream()));
    return out.toString(UTF_8)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| case"))
        .map(line -> line.split(" *[|] *", -1))
        .toList();
  }

  @Test
  void tableHasEveryRowForTightwireAndWhatRawChannelsCanDo() throws IOException {
    List<String[]> rows =
        run(Roster.of(HOME), "--peers", "tightwire-tcp,tightwire-ipc,nio", "--against", "nio");

    assertThat(rows.stream().map(row -> row[1]).distinct())
        .containsSubsequence(Case.labels())
        .endsWith("start", "closure");
    assertThat(rows.stream().map(row -> row[1] + " " + row[2]))
        .contains("add.sync64 calls/s", "bytes1m.sync1 p99, µs", "stream items/s")
        .contains("idle10k cost of a call, × without them")
        .contains("oneway × nio", "echo.async128 CPU of both sides, µs", "closure MB");
    for (String[] row : rows) {
      assertThat(row).as("%s", Arrays.toString(row)).hasSize(7);
      boolean ratio = row[2].startsWith("×");
      boolean raw = row[1].matches("add[.]sync.*|mixed8|bytes.*|start|closure");
      assertThat(row[5].equals("n/a")).as("nio, %s", Arrays.toString(row)).isEqualTo(!raw);
      assertThat(List.of(row[3], row[4]))
          .as("tightwire, %s", Arrays.toString(row))
          .allMatch(cell -> cell.equals("n/a") == (ratio && !raw));
    }
  }

  @Test
  void clientAndServerMayShareOneJvm() throws IOException {
    List<String[]> rows =
        run(Roster.of(HOME), "--one-jvm", "--peers", "tightwire-tcp", "--cases", "oneway");

    assertThat(out.toString(UTF_8)).contains("one JVM for each peer");
    assertThat(rows.get(1)).contains("× tightwire-tcp", "1.00");
  }

  @Test
  void wrongAnswerFailsTheRun() {
    assertThatThrownBy(() -> run(List.of(testPeer(Liar.class)), "--cases", "add.sync8"))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("Liar failed in add.sync8")
        .hasMessageContaining("A wrong response: ");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void deathOfAPeerFailsTheRun() {
    assertThatThrownBy(() -> run(List.of(testPeer(Mortal.class)), "--cases", "add.sync1"))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("Mortal failed in add.sync1")
        .hasMessageContaining("Its JVM has ended");
  }

  private static Contender testPeer(Class<? extends Peer> type) {
    Path classes = HOME.resolve("target/classes");
    Path tests = HOME.resolve("target/test-classes");
    Library library = new Library("JDK", List.of(classes, tests), List.of());
    return new Contender(type.getSimpleName(), type.getName(), Map.of(), library, true);
  }

  /** Returns a wrong sum, except the first time. */
  public static final class Liar implements Peer {
    @Override
    public Server start(Map<String, String> options) throws Exception {
      return new NioPeer().start(options);
    }

    @Override
    public Client connect(String endpoint, Map<String, String> options) {
      Client honest = new NioPeer().connect(endpoint, options);
      return new Client() {
        @Override
        public int add(int a, int b) throws Exception {
          return honest.add(a, b) + (b == 7 ? 1 : 0);
        }

        @Override
        public byte[] bytes(byte[] data) throws Exception {
          return honest.bytes(data);
        }

        @Override
        public void close() throws IOException {
          honest.close();
        }
      };
    }
  }

  /** Ends its JVM after the first call. */
  public static final class Mortal implements Peer {
    @Override
    public Server start(Map<String, String> options) throws Exception {
      return new NioPeer().start(options);
    }

    @Override
    public Client connect(String endpoint, Map<String, String> options) {
      return new Client() {
        private boolean called;

        @Override
        public int add(int a, int b) {
          if (called) {
            Runtime.getRuntime().halt(3);
          }
          called = true;
          return a + b;
        }

        @Override
        public byte[] bytes(byte[] data) {
          return data;
        }

        @Override
        public void close() {}
      };
    }
  }
}
