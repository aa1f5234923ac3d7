package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * Tests the extension's life cycle in JUnit: runs test classes, some of which are meant to fail.
 */
final class TightwireExtensionTest {

  /** The servers of the classes below, in the order in which they were seen. */
  private static final Set<RpcServer> SERVERS = Collections.synchronizedSet(new LinkedHashSet<>());

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

  /** Runs the classes at the same time. */
  private static Events runAtOnce(Class<?>... classes) {
    EngineTestKit.Builder engine =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.executor-service", "FORK_JOIN_POOL");
    for (Class<?> tests : classes) {
      engine.selectors(selectClass(tests));
    }
    return engine.execute().allEvents();
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

  /** With an instance field. */
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

  /** With a static field. */
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

  /** Leaves a call open, and lets other tests use the server. */
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
  void leftOverCallFailsItsTestAndIsReportedOnce() throws Exception {
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

  /** One test ends in the middle of the other. */
  static final class AtOnce {

    private static final CountDownLatch CALLED = new CountDownLatch(1);
    private static final CountDownLatch OTHER_IS_OVER = new CountDownLatch(1);

    @RegisterExtension
    @Order(1) // ends last
    static final AfterEachCallback END =
        context -> {
          if (context.getDisplayName().startsWith("brief")) {
            OTHER_IS_OVER.countDown();
          }
        };

    @RegisterExtension
    @Order(2)
    static final TightwireExtension TIGHTWIRE =
        TightwireExtension.of(
            TestBed.builder()
                .services(new ClerkSkeleton(new Desk()))
                .patience(Duration.ofMillis(200)));

    private static final ClerkStub CLERK = TIGHTWIRE.stub(ClerkStub::new);

    @Test
    void lengthy() throws Exception {
      TIGHTWIRE.faults().drop("add");
      CompletableFuture<Integer> pondering = CLERK.ponder().remoteFuture();
      CALLED.countDown();
      Desk.await(OTHER_IS_OVER);
      assertThat(pondering).isNotDone();
      assertThatThrownBy(() -> CLERK.add(1, 1).remote(Duration.ofMillis(50)))
          .isInstanceOf(RpcTimeoutException.class);
      pondering.cancel(true);
    }

    @Test
    void brief() throws Exception {
      Desk.await(CALLED);
    }
  }

  @Test
  void testIsNotBlamedForAnotherThatRunsAtTheSameTime() {
    assertThat(failures(runAtOnce(AtOnce.class))).isEmpty();
  }

  /** Holds the server that its subclasses share. */
  abstract static class Inherited {

    static final CountDownLatch SECOND_RUNS = new CountDownLatch(1);
    static final CountDownLatch FIRST_IS_OVER = new CountDownLatch(1);

    @RegisterExtension
    @Order(1) // ends last
    static final AfterAllCallback END =
        context -> {
          if (context.getRequiredTestClass() == First.class) {
            FIRST_IS_OVER.countDown();
          }
        };

    @RegisterExtension
    @Order(2)
    static final TightwireExtension TIGHTWIRE =
        TightwireExtension.of(new ClerkSkeleton(new Desk()));

    static final ClerkStub CLERK = TIGHTWIRE.stub(ClerkStub::new);
  }

  /** Ends while the other runs. */
  static final class First extends Inherited {
    @Test
    void runs() throws Exception {
      Desk.await(SECOND_RUNS);
      SERVERS.add(TIGHTWIRE.server());
    }
  }

  /** Continues after the other has ended. */
  static final class Second extends Inherited {
    @Test
    void runs() throws Exception {
      SECOND_RUNS.countDown();
      Desk.await(FIRST_IS_OVER);
      SERVERS.add(TIGHTWIRE.server());
      assertThat(CLERK.add(1, 1).remote()).isEqualTo(2);
    }
  }

  @Test
  void serverIsThereUntilTheLastClassThatSharesItHasEnded() throws Exception {
    assertThat(failures(runAtOnce(First.class, Second.class))).isEmpty();
    areClosed(1);
  }

  /** A bed that can't be started. */
  static final class Broken {

    @RegisterExtension final TightwireExtension tightwire = TightwireExtension.of();

    @Test
    void neverRuns() {}
  }

  /** A bed that is not started, since an earlier step fails. */
  static final class NotBegun {

    @RegisterExtension
    @Order(1)
    final BeforeEachCallback before =
        context -> {
          throw new IllegalArgumentException("meant to fail");
        };

    @RegisterExtension
    @Order(2)
    final TightwireExtension tightwire = TightwireExtension.of(new ClerkSkeleton(new Desk()));

    @Test
    void neverRuns() {}
  }

  @Test
  void whatCouldNotStartSaysNothingAtItsEnd() {
    for (Class<?> tests : List.of(Broken.class, NotBegun.class)) {
      assertThat(failures(run(tests)))
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(failure)
                      .isInstanceOf(IllegalArgumentException.class)
                      .hasNoSuppressedExceptions());
    }
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
