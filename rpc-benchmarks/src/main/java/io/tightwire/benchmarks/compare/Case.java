package io.tightwire.benchmarks.compare;

import java.util.Arrays;
import java.util.List;

/** A workload and the way in which it is called. Immutable. */
enum Case {
  ADD_SYNC_1("add.sync1", Work.ADD, 1),
  ECHO_SYNC_1("echo.sync1", Work.ECHO, 1),
  BYTES_64K_SYNC_1("bytes64k.sync1", Work.BYTES_64K, 1),
  BYTES_1M_SYNC_1("bytes1m.sync1", Work.BYTES_1M, 1),
  ADD_SYNC_8("add.sync8", Work.ADD, 8),
  ADD_SYNC_64("add.sync64", Work.ADD, 64),
  ECHO_SYNC_8("echo.sync8", Work.ECHO, 8),
  ECHO_SYNC_64("echo.sync64", Work.ECHO, 64),
  MIXED_8("mixed8", Work.MIXED, 8),
  IDLE_10K("idle10k", Work.IDLE, 1),
  ADD_ASYNC_128("add.async128", Work.ADD_ASYNC, 1),
  ECHO_ASYNC_128("echo.async128", Work.ECHO_ASYNC, 1),
  STREAM("stream", Work.STREAM, 1),
  UPLOAD("upload", Work.UPLOAD, 1),
  DUPLEX("duplex", Work.DUPLEX, 1),
  ONE_WAY("oneway", Work.ONE_WAY, 1);

  /** The workload. */
  enum Work {
    ADD,
    ECHO,
    MIXED,
    /** ADD without, and then with, {@link #IDLE_CONNECTIONS} beside it. */
    IDLE,
    BYTES_64K,
    BYTES_1M,
    ADD_ASYNC,
    ECHO_ASYNC,
    STREAM,
    UPLOAD,
    DUPLEX,
    ONE_WAY
  }

  /** The maximum number of callers of all cases. */
  static final int MOST_CALLERS = 64;

  /** The number of idle connections beside the one that is measured. */
  static final int IDLE_CONNECTIONS = 10_000;

  private final String label;
  private final Work work;
  private final int callers;

  Case(String label, Work work, int callers) {
    this.label = label;
    this.work = work;
    this.callers = callers;
  }

  String label() {
    return label;
  }

  Work work() {
    return work;
  }

  int callers() {
    return callers;
  }

  /** Returns whether callers wait for each response, so that each call has a latency. */
  boolean isBlocking() {
    return switch (work) {
      case ADD, ECHO, MIXED, IDLE, BYTES_64K, BYTES_1M -> true;
      case ADD_ASYNC, ECHO_ASYNC, STREAM, UPLOAD, DUPLEX, ONE_WAY -> false;
    };
  }

  /** Returns what is counted. */
  String unit() {
    return switch (work) {
      case STREAM, UPLOAD, DUPLEX -> "items/s";
      case ADD, ECHO, MIXED, IDLE, BYTES_64K, BYTES_1M, ADD_ASYNC, ECHO_ASYNC, ONE_WAY -> "calls/s";
    };
  }

  static Case of(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No case " + label + "; there are " + String.join(", ", labels())));
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Case::label).toList();
  }
}
