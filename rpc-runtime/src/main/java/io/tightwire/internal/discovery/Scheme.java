package io.tightwire.internal.discovery;

import java.util.Locale;
import java.util.Set;

/**
 * The scheme of a target or of an endpoint: the text before {@code ://}. Stateless; thread-safe.
 */
final class Scheme {

  /** The schemes of endpoints, which a client connects to without a resolver. */
  private static final Set<String> ENDPOINTS = Set.of("tcp", "ipc", "inproc");

  private static final String END = "://";

  private Scheme() {}

  /** Returns the scheme in lower case; empty if there is none. */
  static String of(String target) {
    int end = target.indexOf(END);
    return end <= 0 ? "" : target.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Returns whether a scheme is that of an endpoint. */
  static boolean isOfEndpoint(String scheme) {
    return ENDPOINTS.contains(scheme);
  }
}
