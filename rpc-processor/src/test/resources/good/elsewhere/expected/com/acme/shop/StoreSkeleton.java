package com.acme.shop;

import com.acme.parts.Item;
import com.acme.parts.Part;
import com.acme.parts.Size;
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
 * The server's side of {@link Store}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class StoreSkeleton implements RpcSkeleton {
  private final Store implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public StoreSkeleton(Store implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return StoreMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Item>returning(StoreMethods.FIND, this::find),
        ServerMethod.<Store.Item>returning(StoreMethods.ITEM, this::item),
        ServerMethod.<Map<Size, List<Part>>>returning(StoreMethods.PARTS, this::parts)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(StoreSkeleton.class, "com.acme.shop.Store");
  }

  private Invocation<Item> find(WireReader in) {
    String name = in.readString();
    return () -> implementation.find(name);
  }

  private Invocation<Store.Item> item(WireReader in) {
    Store.Item own = StoreCodecs.readItem_(in);
    Item other = StoreCodecs.readItem(in);
    return () -> implementation.item(own, other);
  }

  private Invocation<Map<Size, List<Part>>> parts(WireReader in) {
    Store.Item[] items = StoreCodecs.readArrayOfItem_(in);
    return () -> implementation.parts(items);
  }
}
