package io.tightwire.telemetry.opentelemetry;

import io.tightwire.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the methods that were called. Bounded: those of further methods are made for
 * each call, since a client without stubs can call methods of any name. Thread-safe.
 */
final class MethodCache {

  static final int LIMIT = 4096;

  private final Side side;
  private final Map<Key, MethodAttributes> methods = new ConcurrentHashMap<>();

  MethodCache(Side side) {
    this.side = side;
  }

  private record Key(String service, String method, @Nullable Target target) {}

  /**
   * Returns the attributes of a method.
   *
   * @param target where the client's calls go; null on a server
   */
  MethodAttributes of(String service, String method, @Nullable Target target) {
    Key key = new Key(service, method, target);
    MethodAttributes known = methods.get(key);
    if (known != null) {
      return known;
    }
    MethodAttributes made = MethodAttributes.of(side, service, method, target);
    if (methods.size() < LIMIT) {
      methods.put(key, made);
    }
    return made;
  }
}
