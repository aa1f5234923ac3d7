package io.tightwire.discovery.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the API server, one at a time. Trusts the CAs of the service account and no
 * others, and follows no redirects, which would lead the token elsewhere. Confined to the watch's
 * thread, but for {@link #abort}.
 */
final class ApiClient {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration HEADERS_LIMIT = Duration.ofSeconds(15);
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final ApiAccess access;
  private final ScheduledExecutorService timers;
  private @Nullable HttpClient http;
  private byte[] trusted = new byte[0];

  /** The body that is being read; guarded by this. */
  private @Nullable InputStream body;

  private boolean aborted;

  /**
   * Creates a client that is not connected.
   *
   * @param timers limit the time of responses
   */
  ApiClient(ApiAccess access, ScheduledExecutorService timers) {
    this.access = access;
    this.timers = timers;
  }

  /** Returns what the pod may use. */
  ApiAccess access() {
    return access;
  }

  /**
   * Sends a request, and returns the response when its headers are there.
   *
   * @param path with the query
   * @param limit the time after which the body ends, wherever it is
   * @throws IOException if there is no response; its message says why
   */
  Response get(String path, Duration limit) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(access.server() + path))
            .header("Authorization", "Bearer " + access.token())
            .header("Accept", "application/json")
            .build();
    HttpResponse<InputStream> response = send(request);
    return new Response(response.statusCode(), response.body(), limit);
  }

  /**
   * Waits for headers. The request has no timeout, which may cover the body too: watches are long.
   */
  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> response =
        connected().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      return response.get(HEADERS_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      String late = "no headers within " + HEADERS_LIMIT.toSeconds() + "s";
      throw unreachable(new HttpTimeoutException(late), "");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof SSLException
          ? unreachable(
              cause,
              "; is its certificate one of the CA in " + access.account().resolve("ca.crt") + "?")
          : unreachable(cause == null ? e : cause, "");
    } finally {
      response.cancel(true); // does nothing to a response that is there
    }
  }

  private IOException unreachable(Throwable e, String hint) {
    return new IOException(
        "the API server at " + access.server() + " does not respond: " + e + hint, e);
  }

  /** Returns a client that trusts the CAs of now, which are replaced now and then. */
  private HttpClient connected() throws IOException {
    byte[] authorities = access.isEncrypted() ? access.authorities() : new byte[0];
    HttpClient known = http;
    if (known != null && Arrays.equals(authorities, trusted)) {
      return known;
    }
    close();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(threads());
    if (access.isEncrypted()) {
      builder.sslContext(trusting(authorities));
    }
    HttpClient fresh = builder.build();
    http = fresh;
    trusted = authorities;
    return fresh;
  }

  /** Returns threads that end when there was nothing to do for a second. */
  private static ThreadPoolExecutor threads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        1,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task ->
            KubernetesWatch.thread(task, "tightwire-kubernetes-http-" + THREADS.incrementAndGet()));
  }

  private SSLContext trusting(byte[] authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(authorities))) {
        store.setCertificateEntry("ca-" + ++count, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          access.account().resolve("ca.crt") + " has no certificates in PEM: " + e, e);
    }
  }

  private synchronized void begin(InputStream opened) throws IOException {
    body = opened;
    if (aborted) {
      opened.close();
    }
  }

  /** Ends the response that is being read, and every later one. Thread-safe. */
  synchronized void abort() {
    aborted = true;
    closeQuietly(body);
  }

  private static void closeQuietly(@Nullable InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // there is nothing more to read, which is what was wanted
    }
  }

  /**
   * Closes the connection. Before Java 21 nothing can close a client: its one thread ends when the
   * garbage collector finds it.
   */
  void close() {
    Object last = http;
    http = null;
    if (last instanceof AutoCloseable closeable) {
      boolean interrupted = Thread.interrupted();
      Thread.currentThread().interrupt(); // it does not wait for its requests then
      try {
        closeable.close();
      } catch (Exception e) {
        // it is closed as far as that is possible
      } finally {
        boolean unused = Thread.interrupted();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** A response whose body is read. Confined to the watch's thread. */
  final class Response implements AutoCloseable {

    private final int status;
    private final InputStream in;
    private final Future<?> limit;

    private Response(int status, InputStream in, Duration limit) throws IOException {
      this.status = status;
      this.in = in;
      this.limit = timers.schedule(() -> closeQuietly(in), limit.toMillis(), TimeUnit.MILLISECONDS);
      begin(in);
    }

    int status() {
      return status;
    }

    InputStream body() {
      return in;
    }

    @Override
    public void close() {
      limit.cancel(false);
      closeQuietly(in);
    }
  }
}
