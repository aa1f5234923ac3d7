package io.tightwire.it.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcServer;
import io.tightwire.admin.AdminServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Runs the snippets of OPERATIONS. */
final class OperationsGuideTest {

  /** A pool of connections to a database. */
  private interface Pool {
    boolean isValid();
  }

  private final Pool pool = () -> true;
  private final OrderBook book = new OrderBook();
  private final String endpoint = "inproc://*";
  private final int adminPort = 0;

  @Test
  void adminServerTellsHowTheServerIs() throws Exception {
    RpcServer server =
        RpcServer.builder()
            .service(new OrdersSkeleton(book))
            .lane("stocktaking", 1)
            .health("database", () -> pool.isValid())
            .build();
    server.bind(endpoint);
    AdminServer admin =
        AdminServer.builder(server).bind("127.0.0.1", adminPort).start(); // 9090, for example
    server.start();
    try {
      HttpRequest request = HttpRequest.newBuilder(admin.uri().resolve("livez")).build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"SERVING\"");
    } finally {
      server.close();
      admin.close();
    }
  }
}
