package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CallListener;
import io.tightwire.RejectedCall;
import io.tightwire.RejectionReason;
import io.tightwire.RpcContext;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.internal.wire.Slice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RejectionReportsTest {

  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();

  private static ServerInterceptor interceptor(Consumer<RejectedCall> body) {
    return new ServerInterceptor() {
      @Override
      public CallListener onCall(RpcContext call) {
        return CallListener.NONE;
      }

      @Override
      public void onRejected(RejectedCall call) {
        body.accept(call);
      }
    };
  }

  private ServerInterceptor recording(String name) {
    return interceptor(call -> told.add(name + call.method()));
  }

  private RejectionReports reports(ServerInterceptor... interceptors) {
    return new RejectionReports(List.of(interceptors), threads::add, new ServerLog());
  }

  private static RejectedCall call(int number, Slice metadata) {
    return new RejectedRequest(
        "a.Test",
        "m" + number,
        RejectionReason.LANE_FULL,
        RpcStatus.RESOURCE_EXHAUSTED,
        "peer",
        metadata,
        1);
  }

  private static RejectedCall call(int number) {
    return call(number, Slice.EMPTY);
  }

  private void work() {
    for (Runnable thread; (thread = threads.poll()) != null; ) {
      thread.run();
    }
  }

  @Test
  void interceptorsAreToldInOrderOnOneThread() {
    RejectionReports reports = reports(recording("a "), recording("b "));
    reports.add(call(1));
    reports.add(call(2));
    assertThat(told).as("not on the loop").isEmpty();
    assertThat(threads).hasSize(1);
    work();
    assertThat(told).containsExactly("a m1", "b m1", "a m2", "b m2");
    assertThat(reports.notTold()).isZero();
  }

  @Test
  void interceptorThatThrowsDisturbsNoOther() {
    RejectionReports reports =
        reports(
            interceptor(
                call -> {
                  Thread.currentThread().interrupt();
                  throw new AssertionError("expected by this test");
                }),
            interceptor(call -> told.add(call.method() + Thread.currentThread().isInterrupted())));
    reports.add(call(1));
    reports.add(call(2));
    work();
    assertThat(told).containsExactly("m1false", "m2false");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatDoesNotFitIsCounted() {
    RejectionReports reports = reports(recording(""));
    for (int i = 0; i < RejectionReports.MAX_WAITING + 3; i++) {
      reports.add(call(i));
    }
    assertThat(reports.notTold()).isEqualTo(3);
    work();
    assertThat(told).hasSize(RejectionReports.MAX_WAITING);
    reports.add(call(0));
    work();
    assertThat(told).as("there is room again").hasSize(RejectionReports.MAX_WAITING + 1);
    assertThat(reports.notTold()).isEqualTo(3);
  }

  @Test
  void whatWaitsAtTheEndIsToldOrCounted() {
    RejectionReports reports = reports(recording(""));
    reports.add(call(1));
    reports.add(call(2));
    assertThat(reports.notTold()).isZero();
    reports.close();
    assertThat(reports.notTold()).isEqualTo(2);
    work();
    assertThat(reports.notTold()).isZero();
    assertThat(told).containsExactly("m1", "m2");
  }

  @Test
  void refusedThreadIsCounted() {
    RejectionReports reports =
        new RejectionReports(
            List.of(recording("")),
            task -> {
              throw new RejectedExecutionException("none left");
            },
            new ServerLog());
    reports.add(call(1));
    assertThat(reports.notTold()).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void metadataThatCanNotBeDecodedIsEmpty() {
    byte[] badText = {(byte) 0x81, (byte) 0xa1, (byte) 0xff, (byte) 0xa1, 'v'};
    assertThat(call(1, new Slice(badText, 0, badText.length)).metadata()).isEmpty();
    byte[] cut = {(byte) 0x82, (byte) 0xa1, 'k', (byte) 0xa1, 'v'};
    assertThat(call(1, new Slice(cut, 0, cut.length)).metadata()).isEmpty();
    byte[] nil = {(byte) 0xc0};
    assertThat(call(1, new Slice(nil, 0, 1)).metadata()).isEmpty();
  }

  @Test
  void metadataIsCopiedOutOfItsMessage() {
    byte[] message = {0, (byte) 0x81, (byte) 0xa1, 'k', (byte) 0xa1, 'v', 0};
    RejectedCall call = call(1, new Slice(message, 1, 5));
    message[3] = 'x';
    assertThat(call.metadata()).isEqualTo(Map.of("k", "v"));
  }
}
