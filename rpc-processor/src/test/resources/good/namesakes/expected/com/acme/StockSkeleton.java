package com.acme;

import com.acme.parts.Item;
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
 * The server's side of {@link Stock}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class StockSkeleton implements RpcSkeleton {
  private final Stock implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public StockSkeleton(Stock implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return StockMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Item.Kind>returning(StockMethods.KIND, this::kind),
        ServerMethod.<List<Item.Part>>returning(StockMethods.PARTS, this::parts),
        ServerMethod.<Part.Side>returning(StockMethods.SIDE, this::side),
        ServerMethod.<Part>streaming(StockMethods.ALL, this::all)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(StockSkeleton.class, "com.acme.Stock");
  }

  private Invocation<Item.Kind> kind(WireReader in) {
    Stock.Item item = StockCodecs.readItem(in);
    Item.Part part = StockCodecs.readPart(in);
    return () -> implementation.kind(item, part);
  }

  private Invocation<List<Item.Part>> parts(WireReader in) {
    List<Part[]> others = StockCodecs.readListOfArrayOfPart_(in);
    return () -> implementation.parts(others);
  }

  private Invocation<Part.Side> side(WireReader in) {
    Shelf.Part part = StockCodecs.readPart__(in);
    Stock.String name = StockCodecs.readString(in);
    return () -> implementation.side(part, name);
  }

  private Invocation<Stream<? extends Part>> all(WireReader in) {
    return () -> implementation.all();
  }
}
