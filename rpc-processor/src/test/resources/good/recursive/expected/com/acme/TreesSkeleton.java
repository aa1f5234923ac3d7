package com.acme;

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
 * The server's side of {@link Trees}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class TreesSkeleton implements RpcSkeleton {
  private final Trees implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public TreesSkeleton(Trees implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return TreesMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Trees.Tree>returning(TreesMethods.TREE, this::tree),
        ServerMethod.<Trees.Chain<Integer>>returning(TreesMethods.CHAIN, this::chain),
        ServerMethod.<Trees.Expression>returning(TreesMethods.SIMPLIFY, this::simplify)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(TreesSkeleton.class, "com.acme.Trees");
  }

  private Invocation<Trees.Tree> tree(WireReader in) {
    Trees.Tree tree = TreesCodecs.readTree(in);
    return () -> implementation.tree(tree);
  }

  private Invocation<Trees.Chain<Integer>> chain(WireReader in) {
    Trees.Chain<Integer> chain = TreesCodecs.readChainOfInteger(in);
    return () -> implementation.chain(chain);
  }

  private Invocation<Trees.Expression> simplify(WireReader in) {
    Trees.Expression expression = TreesCodecs.readExpression(in);
    return () -> implementation.simplify(expression);
  }
}
