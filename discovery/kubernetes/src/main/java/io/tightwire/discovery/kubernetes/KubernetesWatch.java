package io.tightwire.discovery.kubernetes;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch of a service: lists its EndpointSlices, and then follows their changes. Both
 * happen on a thread of its own, which waits in reads. While the API server can't be asked, the
 * list stays as it was. Thread-safe; what has no lock is confined to the watch's thread.
 */
final class KubernetesWatch implements Resolver.Watch {

  /** The largest list: some 20,000 pods. */
  static final int MAX_LIST_BYTES = 16 << 20;

  private static final Duration LIST_LIMIT = Duration.ofSeconds(30);

  /** The API server ends each watch after a time from this to a quarter more. */
  private static final int WATCH_SECONDS = 240;

  /** Longer than any watch: a connection that is silent then is dead. */
  private static final Duration WATCH_LIMIT = Duration.ofSeconds(WATCH_SECONDS * 5 / 4 + 30);

  /** After this time a watch has proven that the API server works. */
  private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final KubernetesTarget target;
  private final ApiClient api;
  private final Resolver.Listener listener;
  private final RetryPause pause = new RetryPause();
  private final SliceSet slices;
  private final Thread thread;
  private volatile boolean closed;

  /** From where the list is followed; null if it has to be read first. */
  private @Nullable String version;

  // What the listener was told last.
  private @Nullable List<ServerAddress> told;
  private @Nullable String toldFailure;

  KubernetesWatch(KubernetesTarget target, ApiClient api, Resolver.Listener listener) {
    this.target = target;
    this.api = api;
    this.listener = listener;
    this.slices = new SliceSet(target.port());
    this.thread = thread(this::run, "tightwire-kubernetes-" + target.service());
  }

  /** Creates a daemon, which may outlive the application that caused it to start. */
  static Thread thread(Runnable body, String name) {
    Thread thread = new Thread(null, body, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  void start() {
    thread.start();
  }

  @Override
  public void refresh() {
    pause.hurry();
  }

  @Override
  public void close() {
    closed = true;
    api.abort();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        pass();
        pause.await();
      }
    } catch (InterruptedException e) {
      // it is closed: nothing else interrupts the thread
    } finally {
      api.close();
    }
  }

  /** Reads the list, if it is not known, and follows it until that ends. */
  private void pass() throws InterruptedException {
    try {
      String namespace = namespace();
      if (version == null) {
        list(namespace);
      }
      long start = System.nanoTime();
      follow(namespace);
      if (System.nanoTime() - start >= STEADY_NANOS) {
        pause.reset();
      }
    } catch (ApiFailure e) {
      if (e.isGone()) { // usual after a long interruption
        version = null;
      } else {
        fail(e);
      }
    } catch (JsonException e) {
      version = null;
      fail(new IOException("the API server's response is malformed: " + e.getMessage(), e));
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException | Error e) { // no memory, at worst: the next attempt may succeed
      version = null;
      fail(new IOException("the watch failed: " + e, e));
    }
  }

  private String namespace() throws IOException {
    String named = target.namespace();
    return named == null ? api.access().namespace() : named;
  }

  private String path(String namespace) {
    return "/apis/discovery.k8s.io/v1/namespaces/"
        + namespace
        + "/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D"
        + target.service();
  }

  private void list(String namespace) throws IOException, InterruptedException {
    JsonObject list;
    try (ApiClient.Response response = api.get(path(namespace), LIST_LIMIT)) {
      requireSuccess(response, namespace);
      byte[] bytes = response.body().readNBytes(MAX_LIST_BYTES + 1);
      if (bytes.length > MAX_LIST_BYTES) {
        throw new JsonException("the list has more than " + MAX_LIST_BYTES + " bytes");
      }
      list = JsonReader.object(bytes);
    }
    List<EndpointSlice> all = new ArrayList<>();
    for (JsonObject item : list.objects("items")) {
      all.add(EndpointSlice.of(item));
    }
    String listed = list.object("metadata").text("resourceVersion");
    slices.replace(all);
    version = listed;
    tell();
  }

  private void follow(String namespace) throws IOException, InterruptedException {
    String from = version;
    if (from == null) {
      return;
    }
    int seconds = WATCH_SECONDS + ThreadLocalRandom.current().nextInt(WATCH_SECONDS / 4 + 1);
    String path =
        path(namespace)
            + "&watch=true&allowWatchBookmarks=true&timeoutSeconds="
            + seconds
            + "&resourceVersion="
            + URLEncoder.encode(from, StandardCharsets.UTF_8);
    try (ApiClient.Response response = api.get(path, WATCH_LIMIT)) {
      requireSuccess(response, namespace);
      tell(); // after a failure, the list counts again
      EventLines lines = new EventLines(response.body());
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        apply(JsonReader.object(line), namespace);
      }
    }
  }

  private static void requireSuccess(ApiClient.Response response, String namespace)
      throws ApiFailure {
    if (response.status() != ApiFailure.OK) {
      throw ApiFailure.of(response.status(), response.body(), namespace);
    }
  }

  private void apply(JsonObject event, String namespace) throws IOException {
    String type = event.text("type");
    JsonObject object = event.object("object");
    switch (type) {
      case "ADDED", "MODIFIED" -> {
        EndpointSlice slice = EndpointSlice.of(object);
        slices.put(slice);
        version = slice.version();
        tell();
      }
      case "DELETED" -> {
        EndpointSlice slice = EndpointSlice.of(object);
        slices.remove(slice);
        version = slice.version();
        tell();
      }
      case "BOOKMARK" -> version = object.object("metadata").text("resourceVersion");
      case "ERROR" -> {
        version = null;
        throw ApiFailure.of(object, namespace);
      }
      default -> throw new JsonException("an event has the type \"" + excerpt(type) + '"');
    }
  }

  private static String excerpt(String text) {
    return text.length() <= 50 ? text : text.substring(0, 50) + "…";
  }

  private void tell() {
    List<ServerAddress> servers;
    try {
      servers = slices.servers();
    } catch (NoSuchPortException e) {
      fail(e);
      return;
    }
    if (!closed && (toldFailure != null || !servers.equals(told))) {
      told = servers;
      toldFailure = null;
      listener.servers(servers);
    }
  }

  private void fail(IOException why) {
    String message = String.valueOf(why.getMessage());
    if (!closed && !message.equals(toldFailure)) {
      toldFailure = message;
      listener.failed(why);
    }
  }
}
