package io.tightwire.telemetry.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import org.junit.jupiter.api.Test;

/** Holds the examples of the documentation. */
final class OpenTelemetryGuideTest {

  private final ShopService stock = new ShopService();

  @Test
  void setUp() {
    try (Telemetry sdk = new Telemetry()) {
      OpenTelemetry openTelemetry = sdk.sdk;
      String endpoint = "inproc://telemetry-guide";
      TightwireTelemetry telemetry = TightwireTelemetry.create(openTelemetry);
      RpcServer server =
          RpcServer.builder()
              .interceptor(telemetry.server())
              .service(new ShopSkeleton(stock))
              .build();
      RpcClient client =
          RpcClient.builder().interceptor(telemetry.client()).endpoint(endpoint).build();
      server.bind(endpoint);
      server.start();
      telemetry.observe(server);
      telemetry.observe(client);

      assertThat(new ShopStub(client).price("bread").remote()).isEqualTo(5);
      Telemetry.only(sdk.spans(2), SpanKind.SERVER, "com.acme.Shop/price");
      assertThat(sdk.metrics()).containsKeys("tightwire.server.connections");
      client.close();
      server.close();
    }
  }

  @Test
  void captures() {
    try (Telemetry sdk = new Telemetry()) {
      OpenTelemetry openTelemetry = sdk.sdk;
      TightwireTelemetry telemetry =
          TightwireTelemetry.builder(openTelemetry).captureMetadata("x-tenant").build();
      assertThat(telemetry.client()).isNotNull();
    }
  }
}
