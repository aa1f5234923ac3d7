package io.tightwire;

import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.util.List;

/** A service without an interface, and its methods. */
public record FakeService(String serviceName, List<ServerMethod<?>> methods)
    implements RpcSkeleton {

  public FakeService(String serviceName, ServerMethod<?>... methods) {
    this(serviceName, List.of(methods));
  }
}
