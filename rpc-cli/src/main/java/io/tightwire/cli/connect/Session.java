package io.tightwire.cli.connect;

import io.tightwire.ConnectionState;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerStatus;
import io.tightwire.builtin.IntrospectionStub;
import io.tightwire.cli.describe.DescriptionReader;
import io.tightwire.cli.describe.NearMiss;
import io.tightwire.cli.describe.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a command works with: it finds services by name, and their descriptions.
 * Confined to one thread.
 */
public final class Session implements AutoCloseable {

  private static final String BUILT_IN = "tightwire.";

  private final String target;
  private final RpcClient client;
  private final Duration timeout;
  private final Map<String, String> metadata;
  private final Map<String, String> files;

  /**
   * Creates a session, which starts to connect.
   *
   * @param client is built last, so that none is left open if descriptions can't be read
   * @param timeout how long the connection, and each call, may take
   * @param descriptions where descriptions are read from; null if the server is asked
   * @throws UsageException if descriptions can't be read
   */
  public Session(
      String target,
      RpcClient.Builder client,
      Duration timeout,
      Map<String, String> metadata,
      @Nullable Path descriptions) {
    this.target = target;
    this.timeout = timeout;
    this.metadata = metadata;
    this.files = descriptions == null ? Map.of() : Descriptions.read(descriptions);
    this.client = client.build();
  }

  /**
   * Waits for the connection.
   *
   * @throws RpcUnavailableException if there is none in time
   */
  public Session connected() throws InterruptedException {
    if (!client.awaitConnected(timeout) && !isReachable()) {
      ConnectionState state = client.state();
      throw new RpcUnavailableException(
          "No connection to " + target + " within " + timeout + ": " + state, null, false);
    }
    return this;
  }

  /** Returns whether a server is connected, though it may not be ready. */
  private boolean isReachable() {
    return client.servers().stream()
        .anyMatch(server -> server.state() == ServerStatus.State.NOT_READY);
  }

  /** Returns the target as it was given. */
  public String target() {
    return target;
  }

  /** Returns the client. */
  public RpcClient client() {
    return client;
  }

  /** Returns how long a call may take. */
  public Duration timeout() {
    return timeout;
  }

  /** Returns the request with the metadata of the command line. */
  public <T extends @Nullable Object> RpcRequest<T> withMetadata(RpcRequest<T> request) {
    RpcRequest<T> changed = request;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      changed = changed.withMetadata(entry.getKey(), entry.getValue());
    }
    return changed;
  }

  /**
   * Returns the methods by service that the servers have, and those of {@code --description}.
   *
   * @param builtIn whether those that every server has are among them
   */
  public Map<String, List<String>> services(boolean builtIn) {
    Map<String, List<String>> services = new TreeMap<>();
    client.servers().forEach(server -> services.putAll(server.methods()));
    if (services.isEmpty()) {
      files.keySet().forEach(name -> services.put(name, description(name).methodNames()));
    }
    services.keySet().removeIf(name -> !builtIn && name.startsWith(BUILT_IN));
    return services;
  }

  /**
   * Returns the full name of a service: of the name itself, or of its last part if that is unique.
   *
   * @throws UsageException if there is none
   */
  public String service(String written) {
    Map<String, List<String>> services = services(true);
    if (services.isEmpty() || services.containsKey(written)) {
      return written; // a server need not name its services
    }
    Optional<String> full = unique(written, services.keySet());
    return full.orElseThrow(
        () ->
            new UsageException(
                target
                    + " has no service "
                    + written
                    + NearMiss.hint(written, services(false).keySet())));
  }

  private static Optional<String> unique(String last, Collection<String> names) {
    List<String> found = names.stream().filter(name -> name.endsWith('.' + last)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Returns the description of a service. */
  public Service description(String service) {
    String text = descriptionText(service);
    return DescriptionReader.read("The description of " + service, text);
  }

  /**
   * Returns the description of a service as JSON.
   *
   * @throws RpcException if the server does not tell, with what to do
   */
  public String descriptionText(String service) {
    String file = files.get(service);
    if (file != null) {
      return file;
    }
    if (!files.isEmpty()) {
      throw new UsageException(
          "--description has no " + service + NearMiss.hint(service, files.keySet()));
    }
    try {
      return new IntrospectionStub(client)
          .describe(service)
          .remote(timeout)
          .orElseThrow(
              () ->
                  new UsageException(
                      target
                          + " has no description of "
                          + service
                          + "; give the jar that has its interface: --description service.jar"));
    } catch (RpcPermissionException e) {
      throw RpcPermissionException.denied(
          target
              + " does not describe its services to this client. Servers do over ipc://, to clients"
              + " with a CURVE key (--server-key), or with RpcServer.builder().introspection(true)."
              + " Or give the jar that has the interface: --description service.jar");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
