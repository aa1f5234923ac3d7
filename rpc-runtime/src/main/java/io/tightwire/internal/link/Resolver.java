package io.tightwire.internal.link;

import java.io.IOException;
import java.net.InetAddress;

/** Finds the addresses of a host. May block. Thread-safe. */
public interface Resolver {

  /** The JDK's resolver: the system, behind the JDK's cache. */
  Resolver SYSTEM = InetAddress::getAllByName;

  /**
   * Returns the addresses of a host, at least one, the preferred ones first.
   *
   * @throws IOException if there are none, or no name server can be asked
   */
  InetAddress[] resolve(String host) throws IOException;
}
