package io.tightwire.cli;

import io.tightwire.RpcServer;
import io.tightwire.cli.command.TightwireCommand;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * Loads the classes that commands need, for the archive that the wrapper makes: a call to a server
 * in this process, over {@code tcp://}.
 */
final class Archive {

  /** A service, since a server needs one. It is not called. */
  private static final class Idle implements RpcSkeleton {

    private static final String NAME = "tightwire.Archive";

    @Override
    public String serviceName() {
      return NAME;
    }

    @Override
    public List<ServerMethod<?>> methods() {
      MethodDescriptor<Void> rest = MethodDescriptor.unary(NAME, "rest", 0, Codecs.VOID);
      return List.of(ServerMethod.<Void>returning(rest, in -> () -> null));
    }
  }

  private Archive() {}

  public static void main(String[] args) {
    try (RpcServer server = RpcServer.builder().service(new Idle()).introspection(true).build()) {
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
