package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Names}: decodes calls and runs them on an
 * implementation, which is called by many threads at once. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class NamesSkeleton implements RpcSkeleton {
  private final Names implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public NamesSkeleton(Names implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return NamesMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        new ServerMethod.Returning<Integer>(NamesMethods.PARAMETERS, this::parameters),
        new ServerMethod.Returning<String>(NamesMethods.MORE, this::more),
        new ServerMethod.Streaming<String>(NamesMethods.ITEMS, this::items),
        new ServerMethod.Returning<Void>(NamesMethods.CHANNEL, this::channel),
        new ServerMethod.Returning<Void>(NamesMethods.IMPLEMENTATION, this::implementation),
        new ServerMethod.Returning<String>(NamesMethods.BLOCKING, this::blocking),
        new ServerMethod.Returning<String>(NamesMethods.BLOCKING_, this::blocking_),
        new ServerMethod.Returning<Integer>(NamesMethods.HASH_CODE, this::hashCode_),
        new ServerMethod.Returning<Boolean>(NamesMethods.EQUALS, this::equals_),
        new ServerMethod.Returning<Void>(NamesMethods.NOTIFY2, this::notify2),
        new ServerMethod.Returning<Void>(NamesMethods.WAIT, this::wait_),
        new ServerMethod.Returning<String>(NamesMethods.TO_STRING, this::toString_),
        new ServerMethod.Returning<String>(NamesMethods.SERVICE_NAME, this::serviceName_),
        new ServerMethod.Returning<String>(NamesMethods.METHODS, this::methods_),
        new ServerMethod.Returning<Void>(NamesMethods.OF, this::of),
        new ServerMethod.Returning<Integer>(NamesMethods.FUN, this::fun),
        new ServerMethod.Returning<Void>(NamesMethods.ADD, this::ADD),
        new ServerMethod.Returning<Void>(NamesMethods.ADD_, this::add),
        new ServerMethod.Returning<Void>(NamesMethods.SERVICE_, this::service),
        new ServerMethod.Returning<Names.Odd>(NamesMethods.ODD, this::odd),
        new ServerMethod.Returning<Names.Other.ListOfItem>(NamesMethods.ITEMS_, this::items_)};
    return List.of(methods);
  }

  private Invocation<Integer> parameters(WireReader in_) {
    int in = in_.readInt();
    int out = in_.readInt();
    int args = in_.readInt();
    int channel = in_.readInt();
    int request = in_.readInt();
    int stub = in_.readInt();
    int value = in_.readInt();
    return () -> implementation.parameters(in, out, args, channel, request, stub, value);
  }

  private Invocation<String> more(WireReader in) {
    String implementation = in.readString();
    String e = in.readString();
    String declared = in.readString();
    return () -> this.implementation.more(implementation, e, declared);
  }

  private Invocation<Stream<? extends String>> items(WireReader in) {
    String items = in.readString();
    String this$0 = in.readString();
    String $ = in.readString();
    String _a = in.readString();
    return () -> implementation.items(items, this$0, $, _a);
  }

  private Invocation<Void> channel(WireReader in) {
    String channel = in.readString();
    return () -> {
      implementation.channel(channel);
      return null;
    };
  }

  private Invocation<Void> implementation(WireReader in_) {
    int[] implementation = NamesCodecs.readArrayOfInt(in_);
    int[] in = NamesCodecs.readArrayOfInt(in_);
    return () -> {
      this.implementation.implementation(implementation, in);
      return null;
    };
  }

  private Invocation<String> blocking(WireReader in) {
    return () -> implementation.blocking();
  }

  private Invocation<String> blocking_(WireReader in) {
    int times = in.readInt();
    return () -> implementation.blocking(times);
  }

  private Invocation<Integer> hashCode_(WireReader in) {
    int seed = in.readInt();
    return () -> implementation.hashCode(seed);
  }

  private Invocation<Boolean> equals_(WireReader in) {
    String other = in.readString();
    return () -> implementation.equals(other);
  }

  private Invocation<Void> notify2(WireReader in) {
    return () -> {
      implementation.notify2();
      return null;
    };
  }

  private Invocation<Void> wait_(WireReader in) {
    String reason = in.readString();
    return () -> {
      implementation.wait(reason);
      return null;
    };
  }

  private Invocation<String> toString_(WireReader in) {
    int radix = in.readInt();
    return () -> implementation.toString(radix);
  }

  private Invocation<String> serviceName_(WireReader in) {
    return () -> implementation.serviceName();
  }

  private Invocation<String> methods_(WireReader in) {
    int from = in.readInt();
    return () -> implementation.methods(from);
  }

  private Invocation<Void> of(WireReader in) {
    return () -> {
      implementation.of();
      return null;
    };
  }

  private Invocation<Integer> fun(WireReader in) {
    int val = in.readInt();
    int let = in.readInt();
    int def = in.readInt();
    int lambda = in.readInt();
    int yield = in.readInt();
    int record = in.readInt();
    return () -> implementation.fun(val, let, def, lambda, yield, record);
  }

  private Invocation<Void> ADD(WireReader in) {
    return () -> {
      implementation.ADD();
      return null;
    };
  }

  private Invocation<Void> add(WireReader in) {
    return () -> {
      implementation.add();
      return null;
    };
  }

  private Invocation<Void> service(WireReader in) {
    return () -> {
      implementation.service();
      return null;
    };
  }

  private Invocation<Names.Odd> odd(WireReader in) {
    Names.Odd odd = NamesCodecs.readOdd(in);
    return () -> implementation.odd(odd);
  }

  private Invocation<Names.Other.ListOfItem> items_(WireReader in) {
    Names.Other.ListOfItem items = NamesCodecs.readListOfItem(in);
    return () -> implementation.items(items);
  }
}
