package io.tightwire.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which response a path has.
 *
 * <p>Thread-safe.
 */
final class AdminPaths implements HttpPort.Handler {

  private final RequestGuard guard;
  private final Map<String, Supplier<HttpResponse>> paths;

  AdminPaths(ServerReport report, RequestGuard guard) {
    this.guard = guard;
    HttpResponse page = resource("page.html", "text/html; charset=utf-8");
    HttpResponse script = resource("page.js", "text/javascript; charset=utf-8");
    HttpResponse style = resource("page.css", "text/css; charset=utf-8");
    paths =
        Map.of(
            "/", () -> page,
            "/page.js", () -> script,
            "/page.css", () -> style,
            "/livez", report::liveness,
            "/readyz", report::readiness,
            "/services", report::services,
            "/stats", report::stats);
  }

  private static HttpResponse resource(String name, String type) {
    try (InputStream content = AdminPaths.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException("The archive of rpc-admin does not contain " + name);
      }
      return new HttpResponse(200, type, content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public HttpResponse handle(HttpRequest request) throws HttpException {
    guard.check(request);
    Supplier<HttpResponse> response = paths.get(request.path());
    if (response == null) {
      throw new HttpException(404, "Try /, /livez, /readyz, /services or /stats");
    }
    return response.get();
  }
}
