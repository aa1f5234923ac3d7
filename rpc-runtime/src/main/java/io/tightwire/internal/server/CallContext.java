package io.tightwire.internal.server;

import io.tightwire.RpcContext;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a handler can know of its call. Safe for use by many threads. */
final class CallContext implements RpcContext {

  private final Timed call;
  private final String peer;
  private final Slice metadata;
  private volatile boolean cancelled;

  CallContext(Timed call, String peer, Slice metadata) {
    this.call = call;
    this.peer = peer;
    this.metadata = metadata;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public Optional<Duration> deadline() {
    if (call.deadline() == Timed.NEVER) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(Math.max(0, call.deadline() - System.nanoTime())));
  }

  @Override
  public boolean isCancelled() {
    return cancelled || call.isPast(System.nanoTime());
  }

  @Override
  public Map<String, String> metadata() {
    WireReader in = metadata.reader();
    if (in.tryReadNil()) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.beginMap(); left > 0; left--) {
      String key = in.readString();
      String value = in.readString();
      if (key == null || value == null) {
        throw new CodecException("The call's metadata has a nil in it");
      }
      map.put(key, value);
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public String peer() {
    return peer;
  }
}
