package com.acme.shop;

import com.acme.model.Box;
import com.acme.model.Old;
import com.acme.model.Outer;
import com.acme.model.Part;
import com.acme.model.Result;
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
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The server's side of {@link Shop}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
public final class ShopSkeleton implements RpcSkeleton {
  private final Shop implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public ShopSkeleton(Shop implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return ShopMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Part>returning(ShopMethods.FIND, this::find),
        ServerMethod.<Part>returning(ShopMethods.GET, this::get),
        ServerMethod.<Part>streaming(ShopMethods.ALL, this::all),
        ServerMethod.<String>completing(ShopMethods.LATER, this::later),
        ServerMethod.<Result<Part>>returning(ShopMethods.RESULT, this::result),
        ServerMethod.<Old>returning(ShopMethods.OLD, this::old),
        ServerMethod.<String>returning(ShopMethods.FREE, this::free),
        ServerMethod.<Part>returning(ShopMethods.PART, this::part),
        ServerMethod.<Box<Part>>returning(ShopMethods.BOX, this::box)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(ShopSkeleton.class, "com.acme.shop.Shop");
  }

  private Invocation<Part> find(WireReader in) {
    String key = in.readString();
    List<Part> those = Codecs.nonNull(ShopCodecs.readListOfPart(in), "Argument \"those\"");
    return () -> implementation.find(key, those);
  }

  private Invocation<Part> get(WireReader in) {
    String text = in.readString();
    String strict = Codecs.nonNull(in.readString(), "Argument \"strict\"");
    int[] numbers = Codecs.nonNull(ShopCodecs.readArrayOfInt(in), "Argument \"numbers\"");
    String[] more = Codecs.nonNull(ShopCodecs.readArrayOfString(in), "Argument \"more\"");
    return () -> implementation.get(text, strict, numbers, more);
  }

  private Invocation<Stream<? extends Part>> all(WireReader in) {
    return () -> implementation.all();
  }

  private Invocation<CompletionStage<? extends String>> later(WireReader in) {
    Outer.Nested nested = ShopCodecs.readNested(in);
    return () -> implementation.later(nested);
  }

  private Invocation<Result<Part>> result(WireReader in) {
    Map<String, Box<String>> boxes = Codecs.nonNull(ShopCodecs.readMapOfStringToBoxOfString_(in),
        "Argument \"boxes\"");
    return () -> implementation.result(boxes);
  }

  private Invocation<Old> old(WireReader in) {
    Old old = ShopCodecs.readOld(in);
    Old strict = Codecs.nonNull(ShopCodecs.readOld(in), "Argument \"strict\"");
    return () -> implementation.old(old, strict);
  }

  private Invocation<String> free(WireReader in) {
    List<String> them = ShopCodecs.readListOfString(in);
    return () -> implementation.free(them);
  }

  private Invocation<Part> part(WireReader in) {
    Part part = Codecs.nonNull(ShopCodecs.readPart(in), "Argument \"part\"");
    Part lax = ShopCodecs.readPart(in);
    return () -> implementation.part(part, lax);
  }

  private Invocation<Box<Part>> box(WireReader in) {
    Box<Part> box = Codecs.nonNull(ShopCodecs.readBoxOfPart_(in), "Argument \"box\"");
    Result<String> result = Codecs.nonNull(ShopCodecs.readResultOfString_(in),
        "Argument \"result\"");
    return () -> implementation.box(box, result);
  }
}
