package io.tightwire.testing;

import io.tightwire.RpcChannel;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.generated.RpcSkeleton;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit Jupiter extension that provides a {@link TestBed} to tests.
 *
 * <pre>{@code
 * @RegisterExtension
 * final TightwireExtension tightwire =
 *     TightwireExtension.of(new CalculatorSkeleton(new CalculatorService()));
 *
 * final CalculatorStub calculator = tightwire.stub(CalculatorStub::new);
 *
 * @Test
 * void adds() {
 *   assertEquals(8, calculator.add(5, 3).remote());
 * }
 * }</pre>
 *
 * <p>In an instance field it starts a bed before each test ({@code @BeforeEach} methods can use it)
 * and closes it after each, also if the test fails. In a static field the tests of the class (and
 * of classes that inherit the field) share one bed, and faults are cleared between them. In both
 * cases a test that leaves calls open fails.
 *
 * <p>A bed with several servers is configured by {@link TestBed.Builder#servers(int)}. A server
 * that a test has shut down stays so until {@link TestBed#restart(int)}, also for other tests that
 * share the bed.
 *
 * <p>Parallel tests that share a bed also share its faults. Faults are cleared, and open calls are
 * checked for, only when none of these tests runs. An instance field is better for such tests.
 *
 * <p>Thread-safe.
 */
public final class TightwireExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final TestBed.Builder builder;
  private final RpcChannel channel = new CurrentChannel(this::client);

  /**
   * The tests and classes that use the bed: those that have begun and not ended, by their unique
   * id.
   */
  private final Set<String> classes = new HashSet<>();

  private final Set<String> tests = new HashSet<>();
  private volatile @Nullable TestBed bed;

  private TightwireExtension(TestBed.Builder builder) {
    this.builder = builder;
  }

  /**
   * Creates an extension that starts a server of these services, and a client, with the defaults.
   *
   * @param services the generated skeletons around the implementations
   * @return the extension; for a field with {@code @RegisterExtension}
   */
  public static TightwireExtension of(RpcSkeleton... services) {
    return of(TestBed.builder().services(services));
  }

  /**
   * Creates an extension that starts beds with a configuration.
   *
   * @param configuration must not be changed afterwards
   * @return the extension; for a field with {@code @RegisterExtension}
   */
  public static TightwireExtension of(TestBed.Builder configuration) {
    return new TightwireExtension(Objects.requireNonNull(configuration, "configuration"));
  }

  /**
   * Creates a stub that calls the server of the running test. It can be created before the test
   * runs.
   *
   * @param stub a generated stub's constructor
   * @param <S> the stub
   * @return the stub; its calls fail with an {@link IllegalStateException} outside tests
   */
  public <S> S stub(Function<? super RpcChannel, ? extends S> stub) {
    return stub.apply(channel);
  }

  /**
   * Returns the client.
   *
   * @return the client of the running test
   * @throws IllegalStateException if none runs
   */
  public RpcClient client() {
    return bed().client();
  }

  /**
   * Returns the server.
   *
   * @return the server of the running test
   * @throws IllegalStateException if none runs, or if there are several
   */
  public RpcServer server() {
    return bed().server();
  }

  /**
   * Returns one of several servers.
   *
   * @param index from 0
   * @return the server of the running test
   * @throws IllegalStateException if no test runs
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public RpcServer server(int index) {
    return bed().server(index);
  }

  /**
   * Returns the faults between client and server.
   *
   * @return the faults of the running test; none is set at its start
   * @throws IllegalStateException if no test runs
   */
  public Faults faults() {
    return bed().faults();
  }

  /**
   * Returns the faults between the clients and one of several servers.
   *
   * @param index from 0
   * @return the faults of the running test; none is set at its start
   * @throws IllegalStateException if no test runs
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public Faults faults(int index) {
    return bed().faults(index);
  }

  /**
   * Returns the bed.
   *
   * @return the bed of the running test
   * @throws IllegalStateException if none runs
   */
  public TestBed bed() {
    TestBed current = bed;
    if (current == null) {
      throw new IllegalStateException(
          "No test runs, so there is no server; the extension belongs into a field with"
              + " @RegisterExtension, and is of use from @BeforeEach to @AfterEach (in a static"
              + " field from @BeforeAll to @AfterAll)");
    }
    return current;
  }

  /** Called by JUnit. */
  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context, classes);
  }

  /** Called by JUnit. */
  @Override
  public void beforeEach(ExtensionContext context) {
    begin(context, tests);
  }

  private synchronized void begin(ExtensionContext context, Set<String> users) {
    if (bed == null) {
      bed = builder.start();
    }
    users.add(context.getUniqueId());
  }

  /** Called by JUnit. */
  @Override
  public void afterEach(ExtensionContext context) {
    end(context, tests);
  }

  /** Called by JUnit. */
  @Override
  public void afterAll(ExtensionContext context) {
    end(context, classes);
  }

  /** JUnit also ends tests that failed to begin. No other test begins meanwhile. */
  private synchronized void end(ExtensionContext context, Set<String> users) {
    TestBed current = bed;
    if (!users.remove(context.getUniqueId()) || current == null || !tests.isEmpty()) {
      return;
    }
    if (classes.isEmpty()) {
      bed = null;
      current.close();
    } else if (users == tests) {
      try {
        current.requireNoOpenCalls();
      } finally {
        current.faults().clear();
      }
    }
  }
}
