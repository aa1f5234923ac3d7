package io.tightwire.telemetry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import org.junit.jupiter.api.Test;

/** Holds the examples of the documentation. */
final class MicrometerGuideTest {

  @Test
  void setUp() {
    MeterRegistry meterRegistry = new SimpleMeterRegistry();
    ObservationRegistry observationRegistry = ObservationRegistry.create();
    observationRegistry
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meterRegistry));
    KioskService stock = new KioskService(observationRegistry);
    String endpoint = "inproc://micrometer-guide";
    RpcServer server =
        RpcServer.builder()
            .interceptor(new ObservationServerInterceptor(observationRegistry))
            .service(new KioskSkeleton(stock))
            .lane("outer", 1)
            .build();
    RpcClient client =
        RpcClient.builder()
            .interceptor(new ObservationClientInterceptor(observationRegistry))
            .endpoint(endpoint)
            .build();
    server.bind(endpoint);
    server.start();
    new TightwireServerMetrics(server).bindTo(meterRegistry);
    new TightwireClientMetrics(client).bindTo(meterRegistry);

    assertThat(new KioskStub(client).echo(1).remote()).isEqualTo(1);
    client.close();
    server.close();
    assertThat(meterRegistry.get("tightwire.client").timer().count()).isEqualTo(1);
    assertThat(meterRegistry.find("tightwire.server.connections").gauge()).isNotNull();
  }

  @Test
  void names() {
    ObservationRegistry observationRegistry = ObservationRegistry.create();
    TightwireClientObservationConvention convention =
        new TightwireClientObservationConvention() {
          @Override
          public KeyValues getLowCardinalityKeyValues(TightwireClientContext call) {
            return TightwireClientObservationConvention.super
                .getLowCardinalityKeyValues(call)
                .and("team", "logistics");
          }
        };
    ObservationClientInterceptor interceptor =
        new ObservationClientInterceptor(observationRegistry, convention);
    assertThat(interceptor).isNotNull();
  }
}
