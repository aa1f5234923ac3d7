package io.tightwire.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.MethodStats;
import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.wire.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's methods by their path, found by its bytes: nothing is decoded or allocated for a
 * look-up. Immutable.
 */
public final class MethodTable {

  /**
   * A method and the lane that runs it. Thread-safe.
   *
   * @param times by which its handler may run on the loop; null if it may not
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(
      byte[] path,
      ServerMethod<?> method,
      Lane lane,
      @Nullable HandlerTimes times,
      MethodCounters counters) {

    /** Creates an entry that has counted nothing. */
    Entry(byte[] path, ServerMethod<?> method, Lane lane, @Nullable HandlerTimes times) {
      this(path, method, lane, times, new MethodCounters());
    }

    /** Records for how long the calling thread has run the handler. */
    void recordRun(long nanos) {
      if (times != null) {
        times.record(nanos, LoopThread.isInTask());
      }
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Odd, with about as many bits set as not: 2^64 divided by the golden ratio. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final @Nullable Entry[] entries;

  /** In the order of their services' names; those of built-in services come last. */
  private final List<Entry> all = new ArrayList<>();

  private final Lanes lanes;
  private final Map<String, List<String>> services = new TreeMap<>();
  private final Map<String, List<String>> builtIn = new TreeMap<>();
  private final Map<String, Map<String, String>> fingerprints = new TreeMap<>();

  /**
   * Creates the table of all the skeletons' methods.
   *
   * @throws IllegalArgumentException if two have the same path, or one names an unknown lane
   */
  public MethodTable(Collection<RpcSkeleton> skeletons, Lanes lanes) {
    this(skeletons, lanes, List.of());
  }

  /**
   * Creates the table of all the skeletons' methods.
   *
   * @param builtIn services that every server has; they have a separate lane
   * @throws IllegalArgumentException if two have the same path, or one names an unknown lane
   */
  public MethodTable(
      Collection<RpcSkeleton> skeletons, Lanes lanes, Collection<RpcSkeleton> builtIn) {
    this.lanes = lanes;
    for (RpcSkeleton skeleton : sorted(skeletons)) {
      List<ServerMethod<?>> methods = skeleton.methods();
      for (ServerMethod<?> method : methods) {
        addFingerprint(method.descriptor());
        all.add(entry(method, lanes));
      }
      addNames(skeleton.serviceName(), methods, services);
    }
    for (RpcSkeleton skeleton : sorted(builtIn)) {
      List<ServerMethod<?>> methods = skeleton.methods();
      for (ServerMethod<?> method : methods) {
        all.add(new Entry(path(method), method, lanes.builtIn(), null));
      }
      addNames(skeleton.serviceName(), methods, this.builtIn);
    }
    entries = new @Nullable Entry[Integer.highestOneBit(Math.max(1, all.size())) * 4];
    for (Entry entry : all) {
      int at = find(entry.path(), 0, entry.path().length);
      if (entries[at] != null) {
        throw new IllegalArgumentException(
            "Two methods have the path " + entry.method().descriptor().path());
      }
      entries[at] = entry;
    }
  }

  private static List<RpcSkeleton> sorted(Collection<RpcSkeleton> skeletons) {
    List<RpcSkeleton> sorted = new ArrayList<>(skeletons);
    sorted.sort((a, b) -> a.serviceName().compareTo(b.serviceName()));
    return sorted;
  }

  private void addNames(String name, List<ServerMethod<?>> methods, Map<String, List<String>> to) {
    if (services.containsKey(name) || builtIn.containsKey(name)) {
      throw new IllegalArgumentException(
          "Two skeletons serve "
              + name
              + "; give one of the services another name: @RpcService(name = \"…\")");
    }
    List<String> names = new ArrayList<>();
    for (ServerMethod<?> method : methods) {
      names.add(method.descriptor().name());
    }
    to.put(name, List.copyOf(names));
  }

  private void addFingerprint(MethodDescriptor<?> method) {
    if (!method.fingerprint().isEmpty()) {
      fingerprints
          .computeIfAbsent(method.service(), service -> new TreeMap<>())
          .put(method.name(), method.fingerprint());
    }
  }

  private static Entry entry(ServerMethod<?> method, Lanes lanes) {
    MethodDescriptor<?> descriptor = method.descriptor();
    return new Entry(path(method), method, lanes.of(method), lanes.timesOf(descriptor));
  }

  private static byte[] path(ServerMethod<?> method) {
    return method.descriptor().path().getBytes(UTF_8);
  }

  @Nullable Entry find(Slice path) {
    return entries[find(path.array(), path.offset(), path.length())];
  }

  private int find(byte[] bytes, int offset, int length) {
    int at = hash(bytes, offset, length) & (entries.length - 1);
    while (true) {
      Entry entry = entries[at];
      if (entry == null
          || Arrays.equals(entry.path(), 0, entry.path().length, bytes, offset, offset + length)) {
        return at;
      }
      at = (at + 1) & (entries.length - 1);
    }
  }

  /** Takes eight bytes at a time: this is done for each request. The last ones may count twice. */
  private static int hash(byte[] bytes, int offset, int length) {
    int end = offset + length;
    long hash = length;
    for (int i = offset; i <= end - Long.BYTES; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, i)) * FACTOR;
    }
    if (length >= Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, end - Long.BYTES)) * FACTOR;
    } else {
      for (int i = offset; i < end; i++) {
        hash = (hash ^ bytes[i]) * FACTOR;
      }
    }
    return (int) (((hash ^ (hash >>> 32)) * FACTOR) >>> 32);
  }

  /** Returns the lanes that run the methods. */
  Lanes lanes() {
    return lanes;
  }

  /** Returns what was counted of each method. */
  List<MethodStats> stats() {
    return all.stream().map(entry -> entry.counters().read(entry.method().descriptor())).toList();
  }

  /** Returns the names of the user's services. */
  public Set<String> names() {
    return services.keySet();
  }

  /** Returns the names of all services and of their methods. */
  Map<String, List<String>> services() {
    Map<String, List<String>> all = new TreeMap<>(services);
    all.putAll(builtIn);
    return all;
  }

  /** Returns the fingerprints that are known, by service and method. */
  Map<String, Map<String, String>> fingerprints() {
    return fingerprints;
  }

  /** Returns the rejection after a failed look-up: what was not found, and what there is. */
  Rejection notFound(Slice path) {
    String asked = printable(path);
    int slash = asked.lastIndexOf('/');
    String service = slash < 0 ? asked : asked.substring(0, slash);
    List<String> methods = services.getOrDefault(service, builtIn.get(service));
    if (methods == null) {
      return new Rejection(
          RejectionReason.UNKNOWN_SERVICE,
          RpcStatus.UNIMPLEMENTED,
          "Service " + service + " not found; this server offers " + services.keySet());
    }
    return new Rejection(
        RejectionReason.UNKNOWN_METHOD,
        RpcStatus.UNIMPLEMENTED,
        "Method "
            + asked.substring(slash + 1)
            + " not found in service "
            + service
            + ", which offers "
            + methods);
  }

  /** Returns a peer's text, short and without control characters. */
  static String printable(Slice path) {
    String text = new String(path.array(), path.offset(), Math.min(path.length(), 200), UTF_8);
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
