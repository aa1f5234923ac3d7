package io.tightwire.it.docs.javadoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.acme.calculator.CalculatorService;
import com.acme.calculator.CalculatorSkeleton;
import com.acme.calculator.CalculatorStub;
import io.tightwire.ForwardingRpcChannel;
import io.tightwire.RpcChannel;
import io.tightwire.RpcClient;
import io.tightwire.RpcRequest;
import io.tightwire.RpcServer;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.testing.TestBed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs those examples in the runtime's Javadoc that are not in the README or the guide. */
final class RuntimeExamplesTest {

  static final class TenantChannel extends ForwardingRpcChannel {
    private final String tenant;

    TenantChannel(RpcChannel channel, String tenant) {
      super(channel);
      this.tenant = tenant;
    }

    @Override
    protected <T extends @Nullable Object> RpcRequest<T> outgoing(RpcRequest<T> request) {
      return request.withMetadata("tenant", tenant);
    }
  }

  @Test
  void channelIsWrapped() {
    try (TestBed bed = TestBed.of(new CalculatorSkeleton(new CalculatorService()))) {
      RpcChannel channel = new TenantChannel(bed.client(), "acme");
      assertEquals(8, new CalculatorStub(channel).add(5, 3).remote());
    }
  }

  @Test
  void stateIsPrinted() throws Exception {
    try (RpcServer server = RpcServer.of(new CalculatorSkeleton(new CalculatorService()))) {
      String endpoint = server.bind("inproc://*");
      server.start();

      RpcClient client =
          RpcClient.builder()
              .endpoint(endpoint)
              .stateListener(state -> System.out.println("orders: " + state))
              .build();

      assertTrue(client.awaitConnected(Duration.ofSeconds(60)));
      client.close();
    }
  }

  @Test
  void testBedIsStarted() {
    try (TestBed bed = TestBed.of(new CalculatorSkeleton(new CalculatorService()))) {
      CalculatorStub calculator = bed.stub(CalculatorStub::new);
      assertEquals(8, calculator.add(5, 3).remote());
    }
  }

  @Test
  void collectionIsWritten() {
    List<String> names = List.of("Ada", "Grace");
    WireWriter out = new WireWriter(16, 1024);

    int start = out.size();
    out.beginArray(names.size());
    int count = 0;
    for (String name : names) {
      out.writeString(name);
      count++;
    }
    out.endArray(start, count);

    WireReader in = new WireReader(out.toByteArray());
    assertEquals(2, in.beginArray());
    assertEquals("Ada", in.readString());
  }
}
