package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.FakeRegistrar;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Its threads are run by hand. */
class ServerRegistrationTest {

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final FakeRegistrar registrar = new FakeRegistrar();
  private final ServerRegistration registration = registration(registrar, tasks::add);

  private static ServerRegistration registration(Registrar registrar, Executor threads) {
    return new ServerRegistration(
        new NamedRegistrar("fake://", registrar), ServerAddress.of("tcp://10.0.0.7:5555"), threads);
  }

  private void work() {
    for (Runnable task; (task = tasks.poll()) != null; ) {
      task.run();
    }
  }

  @Test
  void serverIsRegisteredAndRemovedOnOtherThreads() {
    registration.open();
    assertThat(registrar.attempts).hasValue(0);
    work();
    assertThat(registration.isRegistered()).isTrue();

    assertThat(registration.close()).isNotDone();
    assertThat(registration.isRegistered()).isFalse();
    assertThat(registrar.events).containsExactly("registered");
    work();

    assertThat(registration.close()).isDone();
    assertThat(registrar.events).containsExactly("registered", "removing", "removed");
  }

  @Test
  void registrarThatThrowsIsRetried() {
    registrar.failures.add(new IllegalStateException("on purpose"));
    registrar.failures.add(new NoClassDefFoundError("on purpose"));
    registration.open();

    work();

    assertThat(registrar.attempts).hasValue(3);
    assertThat(registration.isRegistered()).isTrue();
  }

  @Test
  void registrarThatReturnsNullIsRetried() {
    ArrayDeque<Supplier<Registrar.@Nullable Registration>> results = new ArrayDeque<>();
    results.add(() -> null);
    results.add(() -> registrar.register(ServerAddress.of("tcp://10.0.0.7:5555")));
    ServerRegistration nullFirst = registration(self -> nextOf(results), tasks::add);
    nullFirst.open();

    work();

    assertThat(nullFirst.isRegistered()).isTrue();
  }

  @SuppressWarnings("NullAway") // as registrars that are not checked may do
  private static Registrar.Registration nextOf(
      ArrayDeque<Supplier<Registrar.@Nullable Registration>> results) {
    return results.remove().get();
  }

  @Test
  void serverThatEndsBeforeItsTurnIsNotRegistered() {
    registration.open();

    assertThat(registration.close()).isNotDone();
    work();

    assertThat(registration.close()).isDone();
    assertThat(registrar.attempts).hasValue(0);
  }

  @Test
  void serverThatEndsWhileItIsRegisteredIsRemoved() {
    ServerRegistration[] itself = new ServerRegistration[1];
    itself[0] =
        registration(
            self -> {
              assertThat(itself[0].close()).isNotDone();
              return registrar.register(self);
            },
            tasks::add);
    itself[0].open();

    work();

    assertThat(itself[0].close()).isDone();
    assertThat(registrar.events).containsExactly("registered", "removing", "removed");
    assertThat(itself[0].isRegistered()).isFalse();
  }

  @Test
  void endStopsTheAttempts() {
    ServerRegistration[] itself = new ServerRegistration[1];
    itself[0] =
        registration(
            self -> {
              if (registrar.attempts.incrementAndGet() == 2) {
                assertThat(itself[0].close()).isNotDone();
              }
              throw new IllegalStateException("on purpose");
            },
            tasks::add);
    itself[0].open();

    work();

    assertThat(registrar.attempts).hasValue(2);
    assertThat(itself[0].close()).isDone();
  }

  @Test
  void removalThatFailsIsOver() {
    registrar.removalFailures.add(new IllegalStateException("on purpose"));
    registration.open();
    work();
    assertThat(registration.close()).isNotDone();

    work();

    assertThat(registration.close()).isDone();
  }

  @Test
  void serverWithoutThreadsIsNotRegisteredAndEnds() {
    ServerRegistration poor =
        registration(
            registrar,
            task -> {
              throw new RejectedExecutionException("on purpose");
            });

    poor.open();

    assertThat(poor.isRegistered()).isFalse();
    assertThat(poor.attempted()).isDone();
    assertThat(poor.close()).isDone();
  }

  @Test
  void registrarThatCannotTellHasNotRegistered() {
    Registrar unable =
        self ->
            new Registrar.Registration() {
              @Override
              public boolean isRegistered() {
                throw new IllegalStateException("on purpose");
              }

              @Override
              public void update(Map<String, String> attributes) {}

              @Override
              public void close() {}
            };
    ServerRegistration unknown = registration(unable, Runnable::run);

    unknown.open();

    assertThat(unknown.isRegistered()).isFalse();
    assertThat(unknown.close()).isDone();
  }
}
