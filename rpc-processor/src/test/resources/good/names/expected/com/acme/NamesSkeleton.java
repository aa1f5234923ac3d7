package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Names}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
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
        ServerMethod.<Integer>returning(NamesMethods.PARAMETERS, this::parameters),
        ServerMethod.<String>returning(NamesMethods.MORE, this::more),
        ServerMethod.<String>streaming(NamesMethods.ITEMS, this::items),
        ServerMethod.<Void>returning(NamesMethods.CHANNEL, this::channel),
        ServerMethod.<Void>returning(NamesMethods.IMPLEMENTATION, this::implementation),
        ServerMethod.<String>returning(NamesMethods.BLOCKING, this::blocking),
        ServerMethod.<String>returning(NamesMethods.BLOCKING_, this::blocking_),
        ServerMethod.<Integer>returning(NamesMethods.HASH_CODE, this::hashCode_),
        ServerMethod.<Boolean>returning(NamesMethods.EQUALS, this::equals_),
        ServerMethod.<Void>returning(NamesMethods.NOTIFY2, this::notify2),
        ServerMethod.<Void>returning(NamesMethods.WAIT, this::wait_),
        ServerMethod.<String>returning(NamesMethods.TO_STRING, this::toString_),
        ServerMethod.<String>returning(NamesMethods.SERVICE_NAME, this::serviceName_),
        ServerMethod.<String>returning(NamesMethods.METHODS, this::methods_),
        ServerMethod.<Void>returning(NamesMethods.OF, this::of),
        ServerMethod.<Integer>returning(NamesMethods.FUN, this::fun),
        ServerMethod.<Void>returning(NamesMethods.ADD, this::ADD),
        ServerMethod.<Void>returning(NamesMethods.ADD_, this::add),
        ServerMethod.<Void>returning(NamesMethods.SERVICE_, this::service),
        ServerMethod.<Names.Odd>returning(NamesMethods.ODD, this::odd),
        ServerMethod.<Names.Other.ListOfItem>returning(NamesMethods.ITEMS_, this::items_)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(NamesSkeleton.class, "com.acme.Names");
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
