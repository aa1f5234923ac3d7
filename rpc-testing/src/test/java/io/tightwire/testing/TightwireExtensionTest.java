package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The extension's life, as JUnit leads it: runs test classes, some of which are meant to fail. */
final class TightwireExtensionTest {

  /** The servers of the classes below, in the order in which they were seen. */
  private static final Set<RpcServer> SERVERS = new LinkedHashSet<>();

  @BeforeEach
  void forgetServers() {
    SERVERS.clear();
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .allEvents();
  }

  private static void areClosed(int expected) throws InterruptedException {
    assertThat(SERVERS).hasSize(expected);
    for (RpcServer server : SERVERS) {
      assertThat(server.awaitTermination(Duration.ofSeconds(60))).isTrue();
    }
  }

  private static List<Throwable> failures(Events events) {
    List<Throwable> failures = new ArrayList<>();
    for (Event event : events.failed().list()) {
      failures.add(
          event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow());
    }
    return failures;
  }

  /** In a field of the instance. */
  static final class Each {

    @RegisterExtension
    final TightwireExtension tightwire = TightwireExtension.of(new ClerkSkeleton(new Desk()));

    private final ClerkStub clerk = tightwire.stub(ClerkStub::new);

    @BeforeEach
    void worksBefore() {
      assertThat(clerk.add(1, 1).remote()).isEqualTo(2);
      SERVERS.add(tightwire.server());
    }

    @AfterEach
    void worksAfter() {
      tightwire.faults().clear();
      assertThat(clerk.add(1, 1).remote()).isEqualTo(2);
    }

    @Test
    void one() {
      tightwire.faults().drop();
    }

    @Test
    void two() {
      assertThat(clerk.add(1, 1).remote()).as("meant to fail").isEqualTo(3);
    }

    @Nested
    class Inner {
      @Test
      void three() {
        assertThat(clerk.add(2, 2).remote()).isEqualTo(4);
      }
    }
  }

  @Test
  void eachTestHasAServerWhichIsClosedAlsoIfItFails() throws Exception {
    Events events = run(Each.class);
    assertThat(failures(events))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("meant to fail")
                    .hasNoSuppressedExceptions());
    areClosed(3);
  }

  /** In a static field. */
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static final class Shared {

    @RegisterExtension
    static final TightwireExtension TIGHTWIRE =
        TightwireExtension.of(TestBed.builder().services(new ClerkSkeleton(new Desk())));

    private static final ClerkStub CLERK = TIGHTWIRE.stub(ClerkStub::new);

    @BeforeAll
    static void worksBefore() {
      assertThat(CLERK.add(1, 1).remote()).isEqualTo(2);
    }

    @Test
    @Order(1)
    void faultsEndWithTheirTest() {
      SERVERS.add(TIGHTWIRE.server());
      TIGHTWIRE.faults().drop();
      assertThatThrownBy(() -> CLERK.add(1, 1).remote(Duration.ofMillis(50)))
          .isInstanceOf(RpcTimeoutException.class);
    }

    @Test
    @Order(2)
    void works() {
      SERVERS.add(TIGHTWIRE.server());
      assertThat(CLERK.add(2, 2).remote()).isEqualTo(4);
    }

    @Nested
    class Inner {
      @Test
      void worksHereToo() {
        SERVERS.add(TIGHTWIRE.server());
        assertThat(CLERK.add(2, 2).remote()).isEqualTo(4);
      }
    }
  }

  @Test
  void testsOfAClassShareTheServerOfAStaticField() throws Exception {
    Events events = run(Shared.class);
    assertThat(failures(events)).isEmpty();
    areClosed(1);
  }

  /** Leaves a call open, and the server to others. */
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static final class Leaking {

    @RegisterExtension
    static final TightwireExtension TIGHTWIRE =
        TightwireExtension.of(
            TestBed.builder()
                .services(new ClerkSkeleton(new Desk()))
                .timeout(Duration.ofMinutes(1))
                .patience(Duration.ofMillis(200)));

    @Test
    @Order(1)
    void leaks() {
      SERVERS.add(TIGHTWIRE.server());
      assertThat(TIGHTWIRE.stub(ClerkStub::new).ponder().remoteFuture()).isNotDone();
    }
  }

  @Test
  void leftOverCallFailsItsTestAndIsToldOfOnce() throws Exception {
    Events events = run(Leaking.class);
    assertThat(failures(events))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("async call of ponder"));
    areClosed(1);
  }

  @Test
  void outsideOfTestsThereIsNoServer() {
    TightwireExtension idle = TightwireExtension.of(new ClerkSkeleton(new Desk()));
    assertThatThrownBy(() -> idle.stub(ClerkStub::new).add(1, 2).remote())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@RegisterExtension");
    assertThatThrownBy(idle::faults).isInstanceOf(IllegalStateException.class);
  }
}
