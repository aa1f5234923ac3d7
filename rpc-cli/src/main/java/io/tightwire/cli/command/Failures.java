package io.tightwire.cli.command;

import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.cli.codec.DescribedException;
import io.tightwire.cli.codec.InputException;
import io.tightwire.cli.connect.UsageException;
import io.tightwire.cli.describe.DescriptionException;
import io.tightwire.cli.json.JsonException;
import io.tightwire.cli.json.JsonValue;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Messages and exit codes of what fails. Stateless; thread-safe. */
final class Failures {

  static final int OK = 0;
  static final int NOT_READY = 1;
  static final int USAGE = 64;

  private Failures() {}

  /** Returns the exit code of a call that ended with a status. */
  static int exitCode(RpcStatus status) {
    return switch (status) {
      case OK -> OK;
      case CANCELLED -> 2;
      case UNKNOWN -> 3;
      case DEADLINE_EXCEEDED -> 4;
      case PERMISSION_DENIED -> 5;
      case RESOURCE_EXHAUSTED -> 6;
      case UNIMPLEMENTED -> 7;
      case INTERNAL -> 8;
      case UNAVAILABLE -> 9;
      case UNAUTHENTICATED -> 10;
    };
  }

  static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tightwire: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof RpcException failure) {
      command.getErr().println("tightwire: " + failure.status() + ": " + e.getMessage());
      return exitCode(failure.status());
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return exitCode(RpcStatus.CANCELLED);
    }
    boolean input =
        e instanceof UsageException
            || e instanceof InputException
            || e instanceof JsonException
            || e instanceof DescriptionException
            || e instanceof IllegalArgumentException;
    command.getErr().println("tightwire: " + (input ? e.getMessage() : e.toString()));
    return input ? USAGE : exitCode(RpcStatus.INTERNAL);
  }

  /** Returns a failed call as JSON: a declared exception with its state. */
  static JsonValue json(RpcException failure) {
    JsonValue.ObjectBuilder json =
        JsonValue.object()
            .put("@error", failure.remoteType().orElse(failure.status().name()))
            .put("@status", failure.status().name())
            .put("@message", String.valueOf(failure.getMessage()));
    if (failure.getCause() instanceof DescribedException declared) {
      declared.state().forEach(json::put);
    }
    return json.build();
  }
}
