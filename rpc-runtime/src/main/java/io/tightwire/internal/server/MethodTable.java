package io.tightwire.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.wire.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
  record Entry(byte[] path, ServerMethod<?> method, Lane lane, @Nullable HandlerTimes times) {

    /**
     * Records that the calling thread has run the handler since {@code begun}.
     *
     * @param respondedAt when its response was encoded; 0 if it was not yet
     */
    void recordRun(long begun, long respondedAt) {
      if (times != null) {
        long end = respondedAt == 0 ? System.nanoTime() : respondedAt;
        times.record(end - begun, LoopThread.isInTask());
      }
    }
  }

  private final @Nullable Entry[] entries;
  private final Map<String, List<String>> services = new TreeMap<>();
  private final Map<String, Map<String, String>> fingerprints = new TreeMap<>();

  /**
   * Creates the table of all the skeletons' methods.
   *
   * @throws IllegalArgumentException if two have the same path, or one names an unknown lane
   */
  public MethodTable(Collection<RpcSkeleton> skeletons, Lanes lanes) {
    List<Entry> all = new ArrayList<>();
    for (RpcSkeleton skeleton : skeletons) {
      List<String> names = new ArrayList<>();
      if (services.put(skeleton.serviceName(), names) != null) {
        throw new IllegalArgumentException(
            "Two skeletons serve "
                + skeleton.serviceName()
                + "; give one of the services another name: @RpcService(name = \"…\")");
      }
      for (ServerMethod<?> method : skeleton.methods()) {
        names.add(method.descriptor().name());
        addFingerprint(method.descriptor());
        all.add(entry(method, lanes));
      }
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

  private void addFingerprint(MethodDescriptor<?> method) {
    if (!method.fingerprint().isEmpty()) {
      fingerprints
          .computeIfAbsent(method.service(), service -> new TreeMap<>())
          .put(method.name(), method.fingerprint());
    }
  }

  private static Entry entry(ServerMethod<?> method, Lanes lanes) {
    MethodDescriptor<?> descriptor = method.descriptor();
    byte[] path = descriptor.path().getBytes(UTF_8);
    return new Entry(path, method, lanes.of(descriptor), lanes.timesOf(descriptor));
  }

  @Nullable Entry find(Slice path) {
    return entries[find(path.array(), path.offset(), path.length())];
  }

  private int find(byte[] bytes, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int at = (hash ^ hash >>> 16) & (entries.length - 1);
    while (true) {
      Entry entry = entries[at];
      if (entry == null
          || Arrays.equals(entry.path(), 0, entry.path().length, bytes, offset, offset + length)) {
        return at;
      }
      at = (at + 1) & (entries.length - 1);
    }
  }

  /** Returns the names of the services and of their methods. */
  Map<String, List<String>> services() {
    return services;
  }

  /** Returns the fingerprints that are known, by service and method. */
  Map<String, Map<String, String>> fingerprints() {
    return fingerprints;
  }

  /** Returns the message of a failed look-up: what was not found, and what there is instead. */
  String notFound(Slice path) {
    String asked = printable(path);
    int slash = asked.lastIndexOf('/');
    String service = slash < 0 ? asked : asked.substring(0, slash);
    List<String> methods = services.get(service);
    if (methods == null) {
      return "Service " + service + " not found; this server offers " + services.keySet();
    }
    return "Method "
        + asked.substring(slash + 1)
        + " not found in service "
        + service
        + ", which offers "
        + methods;
  }

  /** Returns a peer's text, short and without control characters. */
  private static String printable(Slice path) {
    String text = new String(path.array(), path.offset(), Math.min(path.length(), 200), UTF_8);
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
