import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Plain}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class PlainMethods {
  static final String SERVICE = "plain";

  static final MethodDescriptor<List<Plain.Data>> LIST = MethodDescriptor.unary(
      SERVICE, "list", 1, PlainCodecs.LIST_OF_DATA)
      .withFingerprint("f43b68de86526bf6");

  private PlainMethods() {
  }
}
