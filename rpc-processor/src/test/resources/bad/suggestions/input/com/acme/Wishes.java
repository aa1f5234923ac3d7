package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What people wish for, one a method. */
@RpcService
public interface Wishes {

  class Bean {}

  class Numbers extends CompletableFuture<Integer> {}

  Future<String> future();

  Iterator<List<String>> iterator();

  void takesFuture(CompletableFuture<String> later);

  void takesIterator(Iterator<String> some);

  Bean bean();

  Numbers numbers();

  Queue<String> queue();

  ArrayDeque<String> deque();

  LinkedHashSet<String> set();

  ConcurrentMap<String, String> map();

  void enumMap(EnumMap<Thread.State, String> states);

  AtomicInteger counter();

  IntStream ints();

  void consume(Consumer<String> consumer);

  void run(Runnable task);

  Lock lock();

  void below(List<? super Comparable<? super Integer>> values);
}
