package com.acme;

import io.tightwire.stub.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Trees}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class TreesMethods {
  static final String SERVICE = "com.acme.Trees";

  static final MethodDescriptor<Trees.Tree> TREE = MethodDescriptor.unary(
      SERVICE, "tree", 1, TreesCodecs.TREE);

  static final MethodDescriptor<Trees.Chain<Integer>> CHAIN = MethodDescriptor.unary(
      SERVICE, "chain", 1, TreesCodecs.CHAIN_OF_INTEGER);

  static final MethodDescriptor<Trees.Expression> SIMPLIFY = MethodDescriptor.unary(
      SERVICE, "simplify", 1, TreesCodecs.EXPRESSION);

  private TreesMethods() {
  }
}
