package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Trees}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class TreesMethods {
  static final String SERVICE = "com.acme.Trees";

  static final MethodDescriptor<Trees.Tree> TREE = MethodDescriptor.unary(
      SERVICE, "tree", 1, TreesCodecs.TREE)
      .withFingerprint("bc08948599caa8d3");

  static final MethodDescriptor<Trees.Chain<Integer>> CHAIN = MethodDescriptor.unary(
      SERVICE, "chain", 1, TreesCodecs.CHAIN_OF_INTEGER)
      .withFingerprint("ede23a9b4a820a0c");

  static final MethodDescriptor<Trees.Expression> SIMPLIFY = MethodDescriptor.unary(
      SERVICE, "simplify", 1, TreesCodecs.EXPRESSION)
      .withFingerprint("fcbd4fbc98ec402a");

  private TreesMethods() {
  }
}
