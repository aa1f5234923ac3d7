package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Names}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class NamesStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public NamesStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Integer> parameters(int in, int out, int args, int channel, int request,
      int stub, int value) {
    return RemoteCall.of(this.channel, NamesMethods.PARAMETERS, out_ -> {
      out_.writeInt(in);
      out_.writeInt(out);
      out_.writeInt(args);
      out_.writeInt(channel);
      out_.writeInt(request);
      out_.writeInt(stub);
      out_.writeInt(value);
    });
  }

  public RemoteCall<String> more(String implementation, String e, String declared) {
    return RemoteCall.of(channel, NamesMethods.MORE, out -> {
      out.writeString(implementation);
      out.writeString(e);
      out.writeString(declared);
    });
  }

  public RemoteStreamingCall<String> items(String items, String this$0, String $, String _a) {
    return RemoteStreamingCall.of(channel, NamesMethods.ITEMS, out -> {
      out.writeString(items);
      out.writeString(this$0);
      out.writeString($);
      out.writeString(_a);
    });
  }

  public RemoteCall<Void> channel(String channel) {
    return RemoteCall.of(this.channel, NamesMethods.CHANNEL, out -> out.writeString(channel));
  }

  public RemoteCall<Void> implementation(int[] implementation, int[] in) {
    return RemoteCall.of(channel, NamesMethods.IMPLEMENTATION, out -> {
      NamesCodecs.writeArrayOfInt(out, implementation);
      NamesCodecs.writeArrayOfInt(out, in);
    });
  }

  public RemoteCall<String> blocking() {
    return RemoteCall.of(channel, NamesMethods.BLOCKING, ArgumentsWriter.NONE);
  }

  public RemoteCall<String> blocking(int times) {
    return RemoteCall.of(channel, NamesMethods.BLOCKING_, out -> out.writeInt(times));
  }

  public RemoteCall<Integer> hashCode(int seed) {
    return RemoteCall.of(channel, NamesMethods.HASH_CODE, out -> out.writeInt(seed));
  }

  public RemoteCall<Boolean> equals(String other) {
    return RemoteCall.of(channel, NamesMethods.EQUALS, out -> out.writeString(other));
  }

  public RemoteCall<Void> notify2() {
    return RemoteCall.of(channel, NamesMethods.NOTIFY2, ArgumentsWriter.NONE);
  }

  public RemoteCall<Void> wait(String reason) {
    return RemoteCall.of(channel, NamesMethods.WAIT, out -> out.writeString(reason));
  }

  public RemoteCall<String> toString(int radix) {
    return RemoteCall.of(channel, NamesMethods.TO_STRING, out -> out.writeInt(radix));
  }

  public RemoteCall<String> serviceName() {
    return RemoteCall.of(channel, NamesMethods.SERVICE_NAME, ArgumentsWriter.NONE);
  }

  public RemoteCall<String> methods(int from) {
    return RemoteCall.of(channel, NamesMethods.METHODS, out -> out.writeInt(from));
  }

  public RemoteCall<Void> of() {
    return RemoteCall.of(channel, NamesMethods.OF, ArgumentsWriter.NONE);
  }

  public RemoteCall<Integer> fun(int val, int let, int def, int lambda, int yield, int record) {
    return RemoteCall.of(channel, NamesMethods.FUN, out -> {
      out.writeInt(val);
      out.writeInt(let);
      out.writeInt(def);
      out.writeInt(lambda);
      out.writeInt(yield);
      out.writeInt(record);
    });
  }

  public RemoteCall<Void> ADD() {
    return RemoteCall.of(channel, NamesMethods.ADD, ArgumentsWriter.NONE);
  }

  public RemoteCall<Void> add() {
    return RemoteCall.of(channel, NamesMethods.ADD_, ArgumentsWriter.NONE);
  }

  public RemoteCall<Void> service() {
    return RemoteCall.of(channel, NamesMethods.SERVICE_, ArgumentsWriter.NONE);
  }

  public RemoteCall<Names.Odd> odd(Names.Odd odd) {
    return RemoteCall.of(channel, NamesMethods.ODD, out -> NamesCodecs.writeOdd(out, odd));
  }

  public RemoteCall<Names.Other.ListOfItem> items(Names.Other.ListOfItem items) {
    return RemoteCall.of(channel, NamesMethods.ITEMS_, out ->
        NamesCodecs.writeListOfItem(out, items));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Names blockingView() {
    return new Blocking(this);
  }

  private static final class Blocking implements Names {
    private final NamesStub stub;

    Blocking(NamesStub stub) {
      this.stub = stub;
    }

    @Override
    public int parameters(int in, int out, int args, int channel, int request, int stub,
        int value) {
      return this.stub.parameters(in, out, args, channel, request, stub, value).remote();
    }

    @Override
    public String more(String implementation, String e, String declared) throws Exception {
      try {
        return stub.more(implementation, e, declared).remote();
      } catch (RpcRemoteException e_) {
        if (e_.getCause() instanceof Exception declared_) {
          throw declared_;
        }
        throw e_;
      }
    }

    @Override
    public Stream<String> items(String items, String this$0, String $, String _a) {
      RemoteStream<String> items_ = stub.items(items, this$0, $, _a).remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items_, Spliterator.ORDERED), false)
          .onClose(items_::close);
    }

    @Override
    public void channel(String channel) {
      stub.channel(channel).remote();
    }

    @Override
    public void implementation(int[] implementation, int[] in) {
      stub.implementation(implementation, in).remote();
    }

    @Override
    public String blocking() {
      return stub.blocking().remote();
    }

    @Override
    public String blocking(int times) {
      return stub.blocking(times).remote();
    }

    @Override
    public int hashCode(int seed) {
      return stub.hashCode(seed).remote();
    }

    @Override
    public boolean equals(String other) {
      return stub.equals(other).remote();
    }

    @Override
    public void notify2() {
      stub.notify2().remote();
    }

    @Override
    public void wait(String reason) {
      stub.wait(reason).remote();
    }

    @Override
    public String toString(int radix) {
      return stub.toString(radix).remote();
    }

    @Override
    public String serviceName() {
      return stub.serviceName().remote();
    }

    @Override
    public String methods(int from) {
      return stub.methods(from).remote();
    }

    @Override
    public void of() {
      stub.of().remote();
    }

    @Override
    public int fun(int val, int let, int def, int lambda, int yield, int record) {
      return stub.fun(val, let, def, lambda, yield, record).remote();
    }

    @Override
    public void ADD() {
      stub.ADD().remote();
    }

    @Override
    public void add() {
      stub.add().remote();
    }

    @Override
    public void service() {
      stub.service().remote();
    }

    @Override
    public Names.Odd odd(Names.Odd odd) {
      return stub.odd(odd).remote();
    }

    @Override
    public Names.Other.ListOfItem items(Names.Other.ListOfItem items) {
      return stub.items(items).remote();
    }
  }
}
