package io.tightwire.cli.command;

import io.tightwire.CurveKeyPair;
import io.tightwire.cli.connect.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a new CURVE key pair. Confined to one use. */
@Command(
    name = "keygen",
    description = "Writes a new CURVE key pair to a file of mode 0600 and prints the public key.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeygenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "Must not exist yet")
  private Path file;

  @Override
  public Integer call() {
    CurveKeyPair keys = CurveKeyPair.generate();
    try {
      keys.write(file);
    } catch (IOException e) {
      throw new UsageException(file + " can't be written: " + e);
    }
    spec.commandLine().getOut().println(keys.publicKey());
    return Failures.OK;
  }
}
