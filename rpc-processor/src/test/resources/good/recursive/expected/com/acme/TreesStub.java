package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Trees}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class TreesStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public TreesStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Trees.Tree> tree(Trees.Tree tree) {
    return RemoteCall.of(channel, TreesMethods.TREE, out -> TreesCodecs.writeTree(out, tree));
  }

  public RemoteCall<Trees.Chain<Integer>> chain(Trees.Chain<Integer> chain) {
    return RemoteCall.of(channel, TreesMethods.CHAIN, out ->
        TreesCodecs.writeChainOfInteger(out, chain));
  }

  public RemoteCall<Trees.Expression> simplify(Trees.Expression expression) {
    return RemoteCall.of(channel, TreesMethods.SIMPLIFY, out ->
        TreesCodecs.writeExpression(out, expression));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Trees blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Trees {
    private final TreesStub stub;

    Blocking(TreesStub stub) {
      this.stub = stub;
    }

    @Override
    public Trees.Tree tree(Trees.Tree tree) {
      return stub.tree(tree).remote();
    }

    @Override
    public Trees.Chain<Integer> chain(Trees.Chain<Integer> chain) {
      return stub.chain(chain).remote();
    }

    @Override
    public Trees.Expression simplify(Trees.Expression expression) {
      return stub.simplify(expression).remote();
    }
  }
}
