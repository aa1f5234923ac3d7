package io.tightwire.internal.client;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods that a server has, by its HELLO and by its responses. A server that names none may
 * have any. Confined to the loop thread.
 */
final class MethodNames {

  /** Larger maps count as if no method were named: each method that is new would search them. */
  private static final int MAX_LENGTH = 1 << 20;

  private final @Nullable Slice services;

  /** The names of the services; empty until they are needed. */
  private final Set<String> serviceNames = new HashSet<>();

  private final IdentityHashMap<MethodDescriptor<?>, Boolean> known = new IdentityHashMap<>();

  /**
   * Creates the set.
   *
   * @param services the names of methods by service, encoded; null if the server names none
   */
  MethodNames(@Nullable Slice services) {
    this.services = services == null || services.length() > MAX_LENGTH ? null : services.detached();
  }

  /** Returns whether the server may have the method. */
  boolean mayContain(MethodDescriptor<?> method) {
    Boolean has = known.get(method);
    if (has == null) {
      has = services == null || isNamed(method, services);
      known.put(method, has);
    }
    return has;
  }

  /** Returns whether the server may have the service. */
  boolean mayContainService(String service) {
    if (services != null && serviceNames.isEmpty()) {
      readServiceNames(services);
    }
    return serviceNames.isEmpty() || serviceNames.contains(service);
  }

  /** Reads the names once: a server may name many, and may often say that many are not ready. */
  private void readServiceNames(Slice named) {
    try {
      WireReader in = named.reader();
      for (int left = in.beginMap(); left > 0; left--) {
        serviceNames.add(String.valueOf(in.readString()));
        in.skip();
      }
    } catch (CodecException e) {
      serviceNames.clear(); // another implementation's idea of services
    }
  }

  /**
   * Returns the names of all methods by service, in the order of the HELLO. Empty if the server
   * names none.
   */
  Map<String, List<String>> all() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (services != null) {
      try {
        WireReader in = services.reader();
        for (int left = in.beginMap(); left > 0; left--) {
          all.put(String.valueOf(in.readString()), names(in));
        }
      } catch (CodecException e) {
        all.clear(); // another implementation's idea of services
      }
    }
    return Collections.unmodifiableMap(all);
  }

  private static List<String> names(WireReader in) {
    int count = in.beginArray();
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(String.valueOf(in.readString()));
    }
    in.endArray(0);
    return Collections.unmodifiableList(names);
  }

  /** Records that the server does not have the method. */
  void remove(MethodDescriptor<?> method) {
    known.put(method, false);
  }

  private static boolean isNamed(MethodDescriptor<?> method, Slice services) {
    try {
      WireReader in = services.reader();
      if (!ServerFingerprints.seek(in, method.service())) {
        return false;
      }
      for (int left = in.beginArray(); left > 0; left--) {
        if (method.name().equals(in.readString())) {
          return true;
        }
      }
      return false;
    } catch (CodecException e) {
      return true; // another implementation's idea of services
    }
  }
}
