package io.tightwire.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.cli.connect.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The exit code of each status, as the help and the document say. */
final class ExitCodesTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(new TightwireCommand()).setErr(new PrintWriter(err, true));
  private final CommandLine.ParseResult parsed = command.parseArgs();

  @ParameterizedTest
  @CsvSource({
    "OK, 0",
    "CANCELLED, 2",
    "UNKNOWN, 3",
    "DEADLINE_EXCEEDED, 4",
    "PERMISSION_DENIED, 5",
    "RESOURCE_EXHAUSTED, 6",
    "UNIMPLEMENTED, 7",
    "INTERNAL, 8",
    "UNAVAILABLE, 9",
    "UNAUTHENTICATED, 10"
  })
  void statusHasTheCodeThatIsWritten(RpcStatus status, int code) throws Exception {
    assertThat(Failures.exitCode(status)).isEqualTo(code);
    String written = code + " " + status;
    assertThat(command.getUsageMessage().replaceAll("\\s+", " ")).contains(written);
    assertThat(Files.readString(Path.of("../docs/CLI.md")).replace("`", "")).contains(written);
  }

  @Test
  void everyStatusHasACodeOfItsOwn() {
    assertThat(Stream.of(RpcStatus.values()).map(Failures::exitCode).distinct())
        .hasSize(RpcStatus.values().length)
        .doesNotContain(Failures.NOT_READY, Failures.USAGE);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new RpcCancelledException("x", null, false), 2),
        Arguments.of(new RpcTimeoutException("x", null, false), 4),
        Arguments.of(RpcPermissionException.denied("x"), 5),
        Arguments.of(new RpcRejectedException("x"), 6),
        Arguments.of(new RpcMethodNotFoundException("x"), 7),
        Arguments.of(new RpcUnavailableException("x", null, false), 9),
        Arguments.of(RpcPermissionException.unauthenticated("x"), 10));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureOfACommandNamesItsStatus(RpcException failure, int code) {
    assertThat(Failures.execution(failure, command, parsed)).isEqualTo(code);
    assertThat(err.toString()).startsWith("tightwire: " + failure.status() + ": x");
  }

  @Test
  void wrongInputAndFaultsOfTheProgramDiffer() {
    assertThat(Failures.execution(new UsageException("x"), command, parsed)).isEqualTo(64);
    assertThat(Failures.execution(new IllegalStateException("x"), command, parsed)).isEqualTo(8);
    assertThat(Failures.execution(new InterruptedException(), command, parsed)).isEqualTo(2);
    assertThat(Thread.interrupted()).isTrue();
  }
}
