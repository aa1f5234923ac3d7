package io.tightwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcServer;
import io.tightwire.cli.command.TightwireCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands against real servers, which are closed afterwards. One command runs at a time. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
abstract class CommandRig {

  @TempDir Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  private final Deque<RpcServer> servers = new ArrayDeque<>();

  /** The implementation. */
  static final class Stock implements Shop {
    @Override
    public Everything echo(Everything value) {
      return value;
    }

    @Override
    public long add(int a, long b) {
      return a + b;
    }

    @Override
    public String take(String what, int count) throws OutOfStock {
      if (count > 3) {
        throw new OutOfStock(3);
      }
      return what;
    }

    @Override
    public long sum(int first, Stream<Integer> others) {
      return first + others.mapToLong(Integer::longValue).sum();
    }

    @Override
    public Stream<String> doubled(Stream<String> texts) {
      return texts.map(text -> text + text);
    }

    @Override
    public Stream<Integer> count(int n) {
      return IntStream.range(0, n).boxed();
    }
  }

  static RpcServer.Builder shop() {
    return RpcServer.builder().service(new ShopSkeleton(new Stock()));
  }

  /** Starts a server at an endpoint. */
  final RpcServer start(RpcServer.Builder builder, String endpoint) {
    RpcServer server = builder.build();
    servers.push(server);
    server.bind(endpoint);
    server.start();
    return server;
  }

  /** Starts a server at a UNIX socket. */
  final RpcServer start(RpcServer.Builder builder) {
    return start(builder, "ipc://*");
  }

  @AfterEach
  final void closeServers() {
    servers.forEach(RpcServer::close);
  }

  /** Runs a command; returns its exit code. */
  final int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return TightwireCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  /** Runs a command that succeeds; returns what it printed. */
  final String succeed(String... args) {
    assertThat(run(args)).as(err.toString()).isZero();
    return out.toString();
  }
}
