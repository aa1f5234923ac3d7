package io.tightwire.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.acme.calculator.CalculatorService;
import com.acme.calculator.CalculatorSkeleton;
import com.acme.calculator.CalculatorStub;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.RpcTimeoutException;
import io.tightwire.testing.TestBed;
import io.tightwire.testing.TightwireExtension;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs the snippets of README.md and GUIDE.md on tests; {@link SnippetsTest} checks that they are
 * the same.
 */
final class TestingTest {

  @RegisterExtension
  final TightwireExtension tightwire =
      TightwireExtension.of(new CalculatorSkeleton(new CalculatorService()));

  final CalculatorStub calculator = tightwire.stub(CalculatorStub::new);

  @Test
  void adds() {
    assertEquals(8, calculator.add(5, 3).remote());
  }

  @Test
  void faultsComeAndGo() {
    tightwire
        .faults()
        .delay(Duration.ofMillis(20), "add"); // the shortest time until it reaches the server
    tightwire.faults().drop("withdraw"); // no request arrives: callers see their deadline
    tightwire.faults().dropResponses("withdraw"); // it runs, but its caller is not told
    tightwire.faults().disconnectOn("multiplyLater"); // its next call costs the connection
    tightwire.faults().disconnect(); // now: calls in flight fail, the client reconnects
    tightwire.faults().refuse(); // no connection until clear()
    tightwire.faults().clear();

    assertThat(calculator.add(5, 3).remote()).isEqualTo(8);
    tightwire.faults().drop("withdraw");
    assertThatThrownBy(
            () -> calculator.withdraw("acc-1", BigDecimal.ONE).remote(Duration.ofMillis(100)))
        .isInstanceOf(RpcTimeoutException.class);
  }

  @Test
  void bedHasSeveralServers() {
    try (TestBed bed =
        TestBed.builder()
            .servers(3)
            .service(index -> new CalculatorSkeleton(new CalculatorService()))
            .start()) {
      CalculatorStub calculator = bed.stub(CalculatorStub::new);
      bed.faults(0).refuse();
      bed.server(1).shutdown();
      assertEquals(8, calculator.add(5, 3).remote());
      bed.restart(1);
    }
  }

  @Test
  void bedIsConfigured() {
    ClientInterceptor signing = call -> CallListener.NONE;
    try (TestBed bed =
        TestBed.builder()
            .services(new CalculatorSkeleton(new CalculatorService()))
            .server(server -> server.maxConcurrentCalls(1))
            .client(client -> client.interceptor(signing))
            .timeout(Duration.ofSeconds(2))
            .start()) {
      assertEquals(8, bed.stub(CalculatorStub::new).add(5, 3).remote());
    }
  }
}
