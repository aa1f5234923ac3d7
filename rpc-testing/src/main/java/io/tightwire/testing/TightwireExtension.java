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
 * Gives tests of JUnit Jupiter a {@link TestBed}.
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
 * <p>In a field of the instance it starts a bed before each test ({@code @BeforeEach} methods can
 * use it) and closes it after each, also if the test fails. In a static field the tests of the
 * class (and of classes that inherit the field) share one bed, and faults are cleared between them.
 * Either way a test fails that leaves calls open.
 *
 * <p>Tests that run at the same time and share a bed share its faults, too; only when none of them
 * runs are faults cleared, and open calls looked for. Such tests are better off with a field of the
 * instance.
 *
 * <p>Safe for use by many threads.
 */
public final class TightwireExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final TestBed.Builder builder;
  private final RpcChannel channel = new CurrentChannel(this::client);

  /** Whom the bed is for: what has begun and not ended, by its unique id. */
  private final Set<String> classes = new HashSet<>();

  private final Set<String> tests = new HashSet<>();
  private volatile @Nullable TestBed bed;

  private TightwireExtension(TestBed.Builder builder) {
    this.builder = builder;
  }

  /**
   * An extension that starts a server of these services, and a client, with the defaults.
   *
   * @param services the generated skeletons around the implementations
   * @return the extension; for a field with {@code @RegisterExtension}
   */
  public static TightwireExtension of(RpcSkeleton... services) {
    return of(TestBed.builder().services(services));
  }

  /**
   * An extension that starts beds of a configuration.
   *
   * @param configuration not to be changed any more
   * @return the extension; for a field with {@code @RegisterExtension}
   */
  public static TightwireExtension of(TestBed.Builder configuration) {
    return new TightwireExtension(Objects.requireNonNull(configuration, "configuration"));
  }

  /**
   * Makes a stub that calls the server of the test that runs. Can be called before that.
   *
   * @param stub a generated stub's constructor
   * @param <S> the stub
   * @return the stub; its calls fail with an {@link IllegalStateException} outside tests
   */
  public <S> S stub(Function<? super RpcChannel, ? extends S> stub) {
    return stub.apply(channel);
  }

  /**
   * The client.
   *
   * @return that of the test that runs
   * @throws IllegalStateException if none runs
   */
  public RpcClient client() {
    return bed().client();
  }

  /**
   * The server.
   *
   * @return that of the test that runs
   * @throws IllegalStateException if none runs
   */
  public RpcServer server() {
    return bed().server();
  }

  /**
   * What goes wrong between client and server.
   *
   * @return nothing, at the start of each test
   * @throws IllegalStateException if no test runs
   */
  public Faults faults() {
    return bed().faults();
  }

  /**
   * The bed.
   *
   * @return that of the test that runs
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

  /** For JUnit. */
  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context, classes);
  }

  /** For JUnit. */
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

  /** For JUnit. */
  @Override
  public void afterEach(ExtensionContext context) {
    end(context, tests);
  }

  /** For JUnit. */
  @Override
  public void afterAll(ExtensionContext context) {
    end(context, classes);
  }

  /** JUnit ends also what could not begin. Nobody begins meanwhile. */
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
