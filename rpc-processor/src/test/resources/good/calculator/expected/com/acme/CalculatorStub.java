package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.codec.Codecs;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Calculator}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class CalculatorStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public CalculatorStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Adds two numbers.
   *
   * @param a the one
   * @param b the other
   * @return their sum
   */
  public RemoteCall<Integer> add(int a, int b) {
    return RemoteCall.of(channel, CalculatorMethods.ADD, out -> {
      out.writeInt(a);
      out.writeInt(b);
    });
  }

  public RemoteCall<Integer> multiplyLater(int x, int y) {
    return RemoteCall.of(channel, CalculatorMethods.MULTIPLY_LATER, out -> {
      out.writeInt(x);
      out.writeInt(y);
    });
  }

  public RemoteCall<Void> submitTask(long taskId) {
    return RemoteCall.of(channel, CalculatorMethods.SUBMIT_TASK, out -> out.writeLong(taskId));
  }

  public RemoteStreamingCall<Integer> count(int n) {
    return RemoteStreamingCall.of(channel, CalculatorMethods.COUNT, out -> out.writeInt(n));
  }

  public RemoteStreamingCall<Integer> squares(int n) {
    return RemoteStreamingCall.of(channel, CalculatorMethods.SQUARES, out -> out.writeInt(n));
  }

  public RemoteCall<Account> withdraw(String id, BigDecimal amount) {
    return RemoteCall.of(channel, CalculatorMethods.WITHDRAW, out -> {
      out.writeString(id);
      Codecs.BIG_DECIMAL.write(out, amount);
    });
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Calculator blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Calculator {
    private final CalculatorStub stub;

    Blocking(CalculatorStub stub) {
      this.stub = stub;
    }

    @Override
    public int add(int a, int b) {
      return stub.add(a, b).remote();
    }

    @Override
    public CompletionStage<Integer> multiplyLater(int x, int y) {
      return stub.multiplyLater(x, y).remoteAsync();
    }

    @Override
    public void submitTask(long taskId) {
      stub.submitTask(taskId).remote();
    }

    @Override
    public Flow.Publisher<Integer> count(int n) {
      return stub.count(n).remotePublisher();
    }

    @Override
    public Stream<Integer> squares(int n) {
      RemoteStream<Integer> items = stub.squares(n).remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    public Account withdraw(String id, BigDecimal amount) throws InsufficientFundsException {
      try {
        return stub.withdraw(id, amount).remote();
      } catch (RpcRemoteException e) {
        if (e.getCause() instanceof InsufficientFundsException declared) {
          throw declared;
        }
        throw e;
      }
    }
  }
}
