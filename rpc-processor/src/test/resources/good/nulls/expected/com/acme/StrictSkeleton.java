package com.acme;

import io.tightwire.codec.Codecs;
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
import org.jspecify.annotations.NullUnmarked;

/**
 * The server's side of {@link Strict}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
public final class StrictSkeleton implements RpcSkeleton {
  private final Strict implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public StrictSkeleton(Strict implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return StrictMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<String>returning(StrictMethods.BOTH, this::both),
        ServerMethod.<String>returning(StrictMethods.MAYBE, this::maybe),
        ServerMethod.<List<String>>returning(StrictMethods.STRICT_ALL, this::strictAll),
        ServerMethod.<List<Strict.Person>>returning(StrictMethods.LAX_LIST, this::laxList),
        ServerMethod.<String[]>returning(StrictMethods.ARRAY, this::array),
        ServerMethod.<Strict.Box<String>>returning(StrictMethods.BOX, this::box),
        ServerMethod.<Strict.Lax>returning(StrictMethods.LAX, this::lax),
        ServerMethod.<Strict.Color>returning(StrictMethods.COLOR, this::color)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(StrictSkeleton.class, "com.acme.Strict");
  }

  private Invocation<String> both(WireReader in) {
    String strict = Codecs.nonNull(in.readString(), "Argument \"strict\"");
    String lax = in.readString();
    return () -> implementation.both(strict, lax);
  }

  private Invocation<String> maybe(WireReader in) {
    Optional<String> optional = StrictCodecs.readOptionalOfString(in);
    int number = in.readInt();
    Integer box = Codecs.INT.read(in);
    return () -> implementation.maybe(optional, number, box);
  }

  private Invocation<List<String>> strictAll(WireReader in) {
    List<String> laxElements = Codecs.nonNull(StrictCodecs.readListOfString(in),
        "Argument \"laxElements\"");
    return () -> implementation.strictAll(laxElements);
  }

  private Invocation<List<Strict.Person>> laxList(WireReader in) {
    Map<String, Strict.Person> laxValues = Codecs.nonNull(StrictCodecs.readMapOfStringToPerson(in),
        "Argument \"laxValues\"");
    return () -> implementation.laxList(laxValues);
  }

  private Invocation<String[]> array(WireReader in) {
    String[] laxArray = StrictCodecs.readArrayOfString(in);
    String[] laxElements = Codecs.nonNull(StrictCodecs.readArrayOfString_(in),
        "Argument \"laxElements\"");
    byte[] bytes = Codecs.nonNull(in.readBinary(), "Argument \"bytes\"");
    return () -> implementation.array(laxArray, laxElements, bytes);
  }

  private Invocation<Strict.Box<String>> box(WireReader in) {
    Strict.Box<String> lax = Codecs.nonNull(StrictCodecs.readBoxOfString_(in), "Argument \"lax\"");
    return () -> implementation.box(lax);
  }

  private Invocation<Strict.Lax> lax(WireReader in) {
    Strict.Lax lax = Codecs.nonNull(StrictCodecs.readLax(in), "Argument \"lax\"");
    return () -> implementation.lax(lax);
  }

  private Invocation<Strict.Color> color(WireReader in) {
    Strict.Color color = StrictCodecs.COLOR.read(in);
    return () -> implementation.color(color);
  }
}
