package io.tightwire.internal.server;

import io.tightwire.RpcContext;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call as its handler sees it. Thread-safe. */
final class CallContext implements RpcContext, CurrentCall.Inlineable {

  /** An action for when the call is cancelled. Thread-safe. */
  private final class Hook implements Registration {
    final Runnable action;

    Hook(Runnable action) {
      this.action = action;
    }

    @Override
    public void remove() {
      synchronized (call) {
        if (hooks != null) {
          hooks.remove(this);
        }
      }
    }
  }

  /** Also the lock of the hooks; handlers never see it. */
  private final Timed call;

  private final MethodDescriptor<?> method;
  private final Peer peer;
  private final boolean inline;
  private final long arrived;
  private Slice encodedMetadata;
  private volatile @Nullable Map<String, String> metadata;
  private volatile @Nullable CancelReason cancelReason;

  /** When a thread took the call up, set before that has shown the context to others. */
  private long startedAt;

  /** In the order of their registration; guarded by the call. */
  private @Nullable Set<Hook> hooks;

  /**
   * Creates the context of a call that has not started.
   *
   * @param arrived when the request was read
   * @param inline whether the handler runs on the loop
   */
  CallContext(
      Timed call,
      MethodDescriptor<?> method,
      Peer peer,
      long arrived,
      boolean inline,
      Slice metadata) {
    this.call = call;
    this.method = method;
    this.peer = peer;
    this.inline = inline;
    this.arrived = arrived;
    this.startedAt = arrived;
    this.encodedMetadata = metadata;
  }

  /** Records that a thread has taken the call up. */
  void started(long now) {
    startedAt = now;
  }

  /** Returns the metadata as it came; empty if the call never starts. */
  Slice encodedMetadata() {
    return encodedMetadata;
  }

  /** Marks the call as cancelled. Returns the hooks, which the loop must not run itself. */
  List<Runnable> cancel(CancelReason why) {
    synchronized (call) {
      if (cancelReason == null) {
        cancelReason = why;
      }
      Set<Hook> due = hooks;
      hooks = null;
      return due == null ? List.of() : due.stream().map(hook -> hook.action).toList();
    }
  }

  /** Drops what is kept of the request's message, since the call never starts. */
  void forgetMetadata() {
    encodedMetadata = Slice.EMPTY;
    metadata = Map.of();
  }

  /** Returns whether the handler runs on the loop. */
  @Override
  public boolean isInline() {
    return inline;
  }

  /** Returns why the call was cancelled; null if it was not. */
  @Nullable CancelReason cancelReason() {
    return cancelReason;
  }

  @Override
  public Registration onCancel(Runnable action) {
    Hook hook = new Hook(Objects.requireNonNull(action, "action"));
    synchronized (call) {
      if (cancelReason == null) {
        if (hooks == null) {
          hooks = new LinkedHashSet<>();
        }
        hooks.add(hook);
        return hook;
      }
    }
    action.run();
    return hook;
  }

  /** Returns how many hooks are registered; for tests. */
  int hooks() {
    synchronized (call) {
      return hooks == null ? 0 : hooks.size();
    }
  }

  @Override
  public String service() {
    return method.service();
  }

  @Override
  public String method() {
    return method.name();
  }

  @Override
  public long arrived() {
    return arrived;
  }

  @Override
  public Duration queued() {
    return Duration.ofNanos(Math.max(0, startedAt - arrived));
  }

  @Override
  public Optional<Duration> timeRemaining() {
    if (call.deadline() == Timed.NEVER) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(Math.max(0, call.deadline() - System.nanoTime())));
  }

  @Override
  public boolean isCancelled() {
    return cancelReason != null || call.isPast(System.nanoTime());
  }

  @Override
  public Map<String, String> metadata() {
    Map<String, String> known = metadata;
    if (known == null) {
      known = decode(encodedMetadata.reader());
      metadata = known;
    }
    return known;
  }

  /** Decodes metadata, whose structure was checked when it came. */
  static Map<String, String> decode(WireReader in) {
    if (in.tryReadNil()) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.beginMap(); left > 0; left--) {
      map.put(Objects.requireNonNull(in.readString()), Objects.requireNonNull(in.readString()));
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public Optional<String> peerKey() {
    return Optional.ofNullable(peer.key());
  }

  @Override
  public String peer() {
    return peer.name();
  }
}
