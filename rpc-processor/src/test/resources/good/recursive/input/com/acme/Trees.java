package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@RpcService
public interface Trees {

  Tree tree(Tree tree);

  Chain<Integer> chain(Chain<Integer> chain);

  Expression simplify(Expression expression);

  record Tree(String name, List<Tree> children, Map<String, Tree> byName, Tree[] more) {}

  record Chain<T>(T head, Optional<Chain<T>> tail) {}

  sealed interface Expression {}

  record Number(long value) implements Expression {}

  record Sum(Expression left, Expression right) implements Expression {}
}
