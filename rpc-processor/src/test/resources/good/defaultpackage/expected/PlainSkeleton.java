import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Plain}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class PlainSkeleton implements RpcSkeleton {
  private final Plain implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public PlainSkeleton(Plain implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return PlainMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<List<Plain.Data>>returning(PlainMethods.LIST, this::list)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(PlainSkeleton.class, "Plain");
  }

  private Invocation<List<Plain.Data>> list(WireReader in) {
    Plain.Color color = PlainCodecs.COLOR.read(in);
    return () -> implementation.list(color);
  }
}
