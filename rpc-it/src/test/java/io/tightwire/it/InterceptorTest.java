package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests interceptors, the place for credentials, metrics and tracing, on both sides. */
final class InterceptorTest extends Scenario {

  private static final String TOKEN = "authorization";
  private static final String TRACE = "trace-id";

  private RpcClient.Builder client(RpcServer server) {
    return RpcClient.builder().endpoint(server.endpoint());
  }

  private static CallListener demandToken(RpcContext call) {
    String token = call.metadata().get(TOKEN);
    if (token == null) {
      throw RpcPermissionException.unauthenticated("no token came with " + call.method());
    }
    if (call.method().equals("submit") && !token.equals("chief")) {
      throw RpcPermissionException.denied("only the chief may call " + call.method());
    }
    return CallListener.NONE;
  }

  private static ClientInterceptor token(String value) {
    return call -> {
      call.setMetadata(TOKEN, value);
      return CallListener.NONE;
    };
  }

  private static RpcStatus refusal(Runnable call) {
    RpcPermissionException refusal = catchThrowableOfType(RpcPermissionException.class, call::run);
    assertThat(refusal.mayHaveExecuted()).isFalse();
    return refusal.status();
  }

  @Test
  void callsWithoutATokenAreTurnedAwayInEveryMode() {
    RpcServer server = start(server(new Workbench()).interceptor(InterceptorTest::demandToken));
    WorkshopStub stranger = visit(server);
    WorkshopStub worker = new WorkshopStub(connect(client(server).interceptor(token("worker"))));
    WorkshopStub chief = new WorkshopStub(connect(client(server).interceptor(token("chief"))));

    assertThat(worker.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(worker.metadata().withMetadata("a", "b").remote(LONG))
        .isEqualTo(Map.of(TOKEN, "worker", "a", "b"));
    assertThat(Collected.from(worker.numbers(3).remotePublisher()).awaitEnd()).isNull();
    chief.submit("").remote(LONG);

    assertThat(refusal(() -> worker.submit("").remote(LONG)))
        .isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(refusal(() -> stranger.add(1, 2).remote(LONG))).isEqualTo(RpcStatus.UNAUTHENTICATED);
    assertThat(refusal(() -> stranger.numbers(3).remoteStreaming().next()))
        .isEqualTo(RpcStatus.UNAUTHENTICATED);
    assertThat(Collected.from(stranger.feed(3).remotePublisher()).awaitEnd())
        .isInstanceOf(RpcPermissionException.class);
    assertThat(stranger.add(1, 2).remoteFuture())
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcPermissionException.class)
        .withMessage("no token came with add");
  }

  @Test
  void clientsInterceptorRejectsInTheWayOfEachMode() {
    ServerInterceptor unreached =
        call -> {
          throw new AssertionError("reached the server");
        };
    RpcServer server = start(server(new Workbench()).interceptor(unreached));
    ClientInterceptor closed =
        call -> {
          throw RpcPermissionException.denied("after hours");
        };
    WorkshopStub workshop = new WorkshopStub(connect(client(server).interceptor(closed)));

    assertThat(refusal(() -> workshop.add(1, 2).remote())).isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(refusal(() -> workshop.submit("").remoteOneWay()))
        .isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(refusal(() -> workshop.numbers(1).remoteStreaming()))
        .isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(workshop.add(1, 2).remoteFuture())
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .withMessage("after hours");
    assertThat(Collected.from(workshop.feed(1).remotePublisher()).awaitEnd())
        .hasMessage("after hours");
  }

  /** Records the same data as a metrics interceptor. */
  private static final class Meter {
    final Queue<String> lines = new ConcurrentLinkedQueue<>();

    CallListener start(String method) {
      return end -> {
        assertThat(end.isOk()).isEqualTo(end.failure().isEmpty());
        lines.add(method + ' ' + end.status() + ' ' + (end.itemsSent() + end.itemsReceived()));
      };
    }
  }

  @Test
  void bothSidesMeasureEachCallOnce() {
    Meter atServer = new Meter();
    Meter atClient = new Meter();
    RpcServer server =
        start(
            server(
                    new Workbench() {
                      @Override
                      public String work(String what) {
                        throw new IllegalStateException("broken tool");
                      }
                    })
                .interceptor(call -> atServer.start(call.method())));
    WorkshopStub workshop =
        new WorkshopStub(
            connect(client(server).interceptor(call -> atClient.start(call.method()))));

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(atServer.lines).as("told before the response is sent").containsExactly("add OK 0");
    assertThat(atClient.lines).as("told before it returns").containsExactly("add OK 0");
    assertThat(catchThrowableOfType(RpcException.class, () -> workshop.work("").remote(LONG)))
        .isNotNull();
    workshop.submit("").remoteOneWay();
    try (RemoteStream<Integer> numbers = workshop.numbers(5).remoteStreaming(LONG)) {
      int sum = 0;
      for (int number : numbers) {
        sum += number;
      }
      assertThat(sum).isEqualTo(15);
    }
    Collected<Integer> few = Collected.from(workshop.numbers(1_000_000).remotePublisher(), 2);
    await().atMost(Signal.PATIENCE).until(() -> few.items().size() == 2);
    few.cancel();

    List<String> expected = List.of("add OK 0", "work UNKNOWN 0", "submit OK 0", "numbers OK 5");
    await()
        .atMost(Signal.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(atClient.lines).hasSize(5).containsAll(expected);
              assertThat(atServer.lines).hasSize(5).containsAll(expected);
              assertThat(atClient.lines).anyMatch(line -> line.startsWith("numbers CANCELLED"));
              assertThat(atServer.lines).anyMatch(line -> line.startsWith("numbers CANCELLED"));
            });
  }

  @Test
  void traceGoesFromTheCallerThroughANestedCall() {
    List<@Nullable String> seen = new CopyOnWriteArrayList<>();
    ServerInterceptor note =
        call -> {
          seen.add(call.method() + ' ' + call.metadata().get(TRACE));
          return CallListener.NONE;
        };
    ClientInterceptor passOn =
        call -> {
          call.parent()
              .map(outer -> outer.metadata().get(TRACE))
              .ifPresent(trace -> call.setMetadata(TRACE, trace));
          return CallListener.NONE;
        };
    RpcServer innermost = start(server(new Workbench()).interceptor(note));
    WorkshopStub inner = new WorkshopStub(connect(client(innermost).interceptor(passOn)));
    WorkshopStub outer =
        visit(
            start(
                server(
                        new Workbench() {
                          @Override
                          public String work(String what) {
                            return inner.workLater(what).remoteFuture().join();
                          }
                        })
                    .interceptor(note)));

    assertThat(outer.work("nested").withMetadata(TRACE, "42").remote(LONG))
        .isEqualTo("nested done later");
    assertThat(seen).containsExactly("work 42", "workLater 42");
    assertThat(inner.work("alone").remote(LONG)).isEqualTo("alone done");
    assertThat(seen).last().isEqualTo("work null");
  }

  @Test
  void handlerRunsInsideTheScopeOnItsOwnThread() {
    ThreadLocal<@Nullable String> diagnostics = new ThreadLocal<>();
    ServerInterceptor tag =
        call ->
            new CallListener() {
              @Override
              public void onEnd(CallEnd end) {}

              @Override
              public Scope enter() {
                diagnostics.set(call.peer());
                return diagnostics::remove;
              }
            };
    WorkshopStub workshop =
        visit(
            start(
                server(
                        new Workbench() {
                          @Override
                          public String work(String what) {
                            String tagged = diagnostics.get();
                            return tagged == null ? "untagged" : "tagged";
                          }
                        })
                    .interceptor(tag)));

    assertThat(workshop.work("").remote(LONG)).isEqualTo("tagged");
  }

  @Test
  void interceptorKnowsHowTheCallIsMade() {
    List<OutgoingCall.Mode> modes = new CopyOnWriteArrayList<>();
    RpcServer server = serve(new Workbench());
    WorkshopStub workshop =
        new WorkshopStub(
            connect(
                client(server)
                    .interceptor(
                        call -> {
                          modes.add(call.mode());
                          assertThat(call.target().text()).isEqualTo(server.endpoint());
                          assertThat(call.service()).isEqualTo("workshop");
                          return CallListener.NONE;
                        })));

    workshop.add(1, 2).remote(LONG);
    assertThat(workshop.add(1, 2).remoteFuture()).succeedsWithin(AT_ONCE).isEqualTo(3);
    workshop.submit("").remoteOneWay();
    workshop.numbers(1).remoteStreaming().close();

    assertThat(modes)
        .containsExactly(
            OutgoingCall.Mode.BLOCKING,
            OutgoingCall.Mode.ASYNC,
            OutgoingCall.Mode.ONE_WAY,
            OutgoingCall.Mode.STREAMING);
  }
}
