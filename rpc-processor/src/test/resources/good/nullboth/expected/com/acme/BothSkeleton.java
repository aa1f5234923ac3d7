package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Both}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class BothSkeleton implements RpcSkeleton {
  private final Both implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public BothSkeleton(Both implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return BothMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<String>returning(BothMethods.HIDDEN, this::hidden),
        ServerMethod.<String>returning(BothMethods.DECLARED, this::declared),
        ServerMethod.<String>returning(BothMethods.NAME, this::name),
        ServerMethod.<String[]>returning(BothMethods.NAMES, this::names),
        ServerMethod.<String[]>returning(BothMethods.BOTH, this::both),
        ServerMethod.<List<String[]>>returning(BothMethods.LIST, this::list),
        ServerMethod.<Void>returning(BothMethods.TAKE, this::take)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(BothSkeleton.class, "com.acme.Both");
  }

  private Invocation<String> hidden(WireReader in) {
    String text = in.readString();
    List<String> texts = BothCodecs.readListOfString(in);
    return () -> implementation.hidden(text, texts);
  }

  private Invocation<String> declared(WireReader in) {
    String text = in.readString();
    return () -> implementation.declared(text);
  }

  private Invocation<String> name(WireReader in) {
    String of = in.readString();
    return () -> implementation.name(of);
  }

  private Invocation<String[]> names(WireReader in) {
    String[] first = BothCodecs.readArrayOfString(in);
    String[] second = BothCodecs.readArrayOfString(in);
    return () -> implementation.names(first, second);
  }

  private Invocation<String[]> both(WireReader in) {
    String[][] all = BothCodecs.readArrayOfArrayOfString(in);
    return () -> implementation.both(all);
  }

  private Invocation<List<String[]>> list(WireReader in) {
    Map<String, Both.Data[]> maps = BothCodecs.readMapOfStringToArrayOfData(in);
    return () -> implementation.list(maps);
  }

  private Invocation<Void> take(WireReader in) {
    Both.Data[] data = BothCodecs.readArrayOfData(in);
    return () -> {
      implementation.take(data);
      return null;
    };
  }
}
