package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.RpcTimeoutException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Callbacks run inside the scopes of their own call's listeners. */
class ClientScopesTest {

  private final ClientRig rig = ClientRig.connected();

  /** The scopes that are open, outermost first. */
  private final List<String> open = new ArrayList<>();

  private final List<String> seen = new ArrayList<>();

  private ClientInterceptor scoped(String name) {
    return call ->
        new CallListener() {
          @Override
          public void onEnd(CallEnd end) {}

          @Override
          public Scope enter() {
            open.add(name);
            return () -> assertThat(open.remove(open.size() - 1)).isEqualTo(name);
          }
        };
  }

  private CompletableFuture<Integer> watched() {
    CompletableFuture<Integer> future = rig.get();
    var unused = future.whenComplete((value, failure) -> seen.add(open.toString()));
    return future;
  }

  private void assertSeen(String... scopes) {
    assertThat(seen).containsExactly(scopes);
    assertThat(open).isEmpty();
  }

  @Test
  void futureIsCompletedInsideTheScopesOfWhichTheFirstIsOutermost() {
    rig.interceptors = List.of(scoped("outer"), call -> CallListener.NONE, scoped("inner"));
    CompletableFuture<Integer> future = watched();
    rig.receive(ClientRig.result(rig.sent(future), 4));
    rig.settle();
    assertSeen("[outer, inner]");
  }

  @Test
  void soItIsWhenTheCallTimesOut() {
    rig.interceptors = List.of(scoped("a"));
    CompletableFuture<Integer> future = rig.get(Duration.ofSeconds(1));
    var unused = future.whenComplete((value, failure) -> seen.add(open.toString()));
    rig.turn();
    rig.elapse(Duration.ofSeconds(1));
    rig.settle();
    assertSeen("[a]");
    assertThat(future).isCompletedExceptionally();
  }

  @Test
  void soItIsWhenItsCallerEndsIt() {
    rig.interceptors = List.of(scoped("a"));
    assertThat(watched().cancel(true)).isTrue();
    assertThat(watched().complete(1)).isTrue();
    assertThat(watched().completeExceptionally(new RpcTimeoutException("", null, false))).isTrue();
    rig.settle();
    assertSeen("[a]", "[a]", "[a]");
  }

  @Test
  void callCompletedInsideAnothersCallbackHasItsOwnScope() {
    rig.interceptors = List.of(scoped("a"));
    CompletableFuture<Integer> first = watched();
    long id = rig.sent(first);
    rig.interceptors = List.of(scoped("b"));
    CompletableFuture<Integer> second = watched();
    rig.receive(ClientRig.result(rig.sent(second), 2));
    rig.receive(ClientRig.result(id, 1));
    rig.settle();
    assertSeen("[b]", "[a]");
  }

  @Test
  void scopesThatThrowDisturbNeitherTheCallNorOthers() {
    ClientInterceptor careless =
        call ->
            new CallListener() {
              @Override
              public void onEnd(CallEnd end) {}

              @Override
              public Scope enter() {
                throw new IllegalStateException("careless");
              }
            };
    rig.interceptors = List.of(careless, scoped("a"));
    CompletableFuture<Integer> future = watched();
    rig.receive(ClientRig.result(rig.sent(future), 4));
    rig.settle();
    assertSeen("[a]");
    assertThat(future).isCompletedWithValue(4);
  }

  @Test
  void eachSignalOfASubscriberRunsInsideTheScopes() {
    rig.interceptors = List.of(scoped("a"));
    rig.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            seen.add("onSubscribe" + open);
            subscription.request(2);
          }

          @Override
          public void onNext(Integer item) {
            seen.add("onNext" + open);
          }

          @Override
          public void onError(Throwable failure) {
            seen.add("onError" + open);
          }

          @Override
          public void onComplete() {
            seen.add("onComplete" + open);
          }
        });
    rig.runCallbacks();
    rig.turn();
    long id = rig.peer.next(Frame.Request.class).id();
    rig.receiveItems(id, 1, 2);
    rig.receive(FrameWriter.end(id));
    rig.settle();
    assertSeen("onSubscribe[a]", "onNext[a]", "onNext[a]", "onComplete[a]");
  }
}
