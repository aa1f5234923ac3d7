package io.tightwire.admin;

import io.tightwire.RpcServer;
import io.tightwire.ServerStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells over HTTP how a server is and what it does: for the probes of an orchestrator, for scripts,
 * and for people, as a page.
 *
 * <pre>{@code
 * AdminServer admin = AdminServer.builder(server).bind("127.0.0.1", adminPort).start();
 * }</pre>
 *
 * <table>
 * <caption>Paths; all are for GET and HEAD</caption>
 * <tr><th>path</th><th>response</th></tr>
 * <tr><td>{@code /}</td><td>a page that shows all of this, and changes as it changes</td></tr>
 * <tr><td>{@code /livez}</td><td>200; 503 if the server has failed, so that the process has to be
 *     restarted</td></tr>
 * <tr><td>{@code /readyz}</td><td>200; 503 with the reasons if the server shall get no calls: it is
 *     not started, it shuts down, a health check fails, or the application says so</td></tr>
 * <tr><td>{@code /services}</td><td>the services and their methods, as JSON</td></tr>
 * <tr><td>{@code /stats}</td><td>{@link RpcServer#stats()}, as JSON</td></tr>
 * </table>
 *
 * <p>There is neither encryption nor authentication, and what is told is meant for operators: names
 * of services and methods, addresses, numbers of calls. So it listens at a loopback address unless
 * {@link Builder#bind} says otherwise. Web sites can't read it through an operator's browser.
 *
 * <p>It has one thread, a daemon, and never waits for the server, nor the server for it. When the
 * server ends, it goes on and tells that; close it after the server.
 *
 * <p>Thread-safe.
 */
public final class AdminServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.tightwire.admin");

  private final HttpPort port;
  private final InetSocketAddress address;

  private AdminServer(HttpPort port) throws IOException {
    this.port = port;
    address = port.address();
  }

  /**
   * Starts to configure an admin server.
   *
   * @param server the server to tell of; may be started later
   * @return a builder with the defaults
   */
  public static Builder builder(RpcServer server) {
    return new Builder(server);
  }

  /**
   * Returns the port that it listens at.
   *
   * @return the port; what was chosen if 0 was asked for
   */
  public int port() {
    return address.getPort();
  }

  /**
   * Returns where the page is.
   *
   * @return the address, for people and HTTP clients of the same machine
   */
  public URI uri() {
    String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : literal(address);
    return URI.create("http://" + host + ':' + address.getPort() + '/');
  }

  private static String literal(InetSocketAddress address) {
    String text = address.getAddress().getHostAddress().replaceFirst("%.*", "");
    return text.contains(":") ? '[' + text + ']' : text;
  }

  /** Closes the port and all its connections. Does nothing to the server. */
  @Override
  public void close() {
    port.close();
  }

  @Override
  public String toString() {
    return "AdminServer[" + uri() + ']';
  }

  /** Configures an admin server. Not thread-safe. */
  public static final class Builder {

    private final RpcServer server;
    private Supplier<ServerStats> stats;
    private String host = "127.0.0.1";
    private int port;
    private Duration lifetime = HttpPort.LIFETIME;
    private final Set<String> names = new HashSet<>();

    private Builder(RpcServer server) {
      this.server = Objects.requireNonNull(server, "server");
      stats = server::stats;
    }

    /**
     * Sets the address to listen at: {@code 127.0.0.1} and a free port by default. At another
     * address than a loopback one, everything that reaches it can read the names and the figures of
     * the server.
     *
     * @param host an address of this machine, or a name of it; {@code 0.0.0.0} for all
     * @param port from 1 to 65535; 0 for a free one
     * @return this
     * @throws IllegalArgumentException if that is no port
     */
    public Builder bind(String host, int port) {
      this.host = Objects.requireNonNull(host, "host");
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "A port is from 1 to 65535, or 0 for a free one, not " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Allows a name in the {@code Host} of requests: that of a proxy or of the machine. IP
     * addresses and {@code localhost} are always allowed. Other names are refused, since a web site
     * can have its own name lead a browser to this address (DNS rebinding).
     *
     * @param name the name, without a port
     * @return this
     * @throws IllegalArgumentException if that is no name
     */
    public Builder allowHost(String name) {
      if (!name.matches("[A-Za-z0-9._-]{1,253}")) {
        throw new IllegalArgumentException(
            "\""
                + name
                + "\" is not the name of a host; \"orders.prod\", for example, without a"
                + " port");
      }
      names.add(name.toLowerCase(Locale.ROOT));
      return this;
    }

    /** For tests: other figures than the server's. */
    Builder stats(Supplier<ServerStats> value) {
      stats = value;
      return this;
    }

    /** For tests: how long a connection may live. */
    Builder lifetime(Duration value) {
      lifetime = value;
      return this;
    }

    /**
     * Binds the address, and serves from now on.
     *
     * @return the admin server, to be closed
     * @throws UncheckedIOException if the address can't be bound, with why
     */
    public AdminServer start() {
      InetSocketAddress wanted = new InetSocketAddress(host, port);
      AdminPaths paths = new AdminPaths(new ServerReport(server, stats), new RequestGuard(names));
      try {
        if (wanted.isUnresolved()) {
          throw new IOException("the host is not known");
        }
        AdminServer started = new AdminServer(HttpPort.open(wanted, paths, lifetime));
        LOG.log(Level.INFO, () -> "Admin page at " + started.uri());
        return started;
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The admin server could not be bound to " + host + ':' + port + ": " + e.getMessage(),
            e);
      }
    }
  }
}
