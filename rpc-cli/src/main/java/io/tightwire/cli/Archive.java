package io.tightwire.cli;

import io.tightwire.RpcServer;
import io.tightwire.cli.command.TightwireCommand;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Loads the classes that commands need, for the archive that the wrapper makes: a call to a server
 * in this process, over {@code tcp://}.
 */
final class Archive {

  private Archive() {}

  public static void main(String[] args) {
    try (RpcServer server = RpcServer.builder().introspection(true).build()) {
      server.bind("tcp://127.0.0.1:*");
      server.start();
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      String endpoint = server.endpoint();
      TightwireCommand.run(nowhere, nowhere, "list", "--all", endpoint);
      TightwireCommand.run(nowhere, nowhere, "describe", endpoint, "Introspection");
      TightwireCommand.run(nowhere, nowhere, "call", endpoint, "Introspection/info");
      TightwireCommand.run(nowhere, nowhere, "health", endpoint);
    }
  }
}
