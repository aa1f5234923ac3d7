package io.tightwire.it;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the Python that the scripts in {@code src/test/python} need. Stateless; thread-safe. */
final class Python {

  private static final String NEEDED =
      "import sys, zmq, msgpack; assert sys.version_info >= (3, 10) and zmq.has('curve')";

  /** The system's Python first: {@code .ci/run} installs its packages. */
  private static final Optional<String> INTERPRETER =
      Stream.of("/usr/bin/python3", "python3").filter(Python::hasAllThatIsNeeded).findFirst();

  private Python() {}

  private static boolean hasAllThatIsNeeded(String interpreter) {
    try {
      Process process =
          new ProcessBuilder(interpreter, "-c", NEEDED)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(Signal.PATIENCE.toSeconds(), TimeUnit.SECONDS)
          && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no Python
    } catch (InterruptedException e) {
      throw new Signal.InterruptedWait(e);
    }
  }

  /** Skips the test where there is no such Python, but fails it with {@code CI=true}. */
  static void require() {
    String missing = "No python3 (3.10 or later) with pyzmq and msgpack, see CONTRIBUTING.md";
    if (INTERPRETER.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(INTERPRETER.isPresent(), missing);
  }

  /** Returns the command that runs a script; the script's arguments follow. */
  static List<String> command(String script) {
    Path path = Path.of("src", "test", "python", script);
    return List.of(INTERPRETER.orElseThrow(), "-B", "-X", "utf8", path.toString());
  }
}
