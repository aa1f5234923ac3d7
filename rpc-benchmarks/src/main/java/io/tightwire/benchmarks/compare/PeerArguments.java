package io.tightwire.benchmarks.compare;

import io.tightwire.benchmarks.work.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of a peer's JVMs: {@code CLASS key=value ...}. Immutable. */
record PeerArguments(String peerClass, Map<String, String> options) {

  /** The option of {@link ClientMain} itself: whether the server runs in its JVM too. */
  static final String ONE_JVM = "oneJvm";

  /** The option of {@link IdleMain} itself: where the server is. */
  static final String ENDPOINT = "endpoint";

  PeerArguments {
    options = Map.copyOf(options);
  }

  static PeerArguments parse(String[] args) {
    Map<String, String> options = new TreeMap<>();
    for (String option : List.of(args).subList(1, args.length)) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return new PeerArguments(args[0], options);
  }

  /** Returns the same with one more option. */
  PeerArguments with(String key, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(key, value);
    return new PeerArguments(peerClass, more);
  }

  List<String> toList() {
    List<String> list = new ArrayList<>(List.of(peerClass));
    options.forEach((key, value) -> list.add(key + "=" + value));
    return list;
  }

  Peer newPeer() throws ReflectiveOperationException {
    return Class.forName(peerClass).asSubclass(Peer.class).getConstructor().newInstance();
  }
}
