package io.tightwire.it;

/** The transports of the scenarios. Immutable. */
enum Transport {
  TCP("tcp://127.0.0.1:*"),
  IPC("ipc://*"),
  INPROC("inproc://*");

  private final String wildcard;

  Transport(String wildcard) {
    this.wildcard = wildcard;
  }

  /** Returns an endpoint to bind with a wildcard. */
  String wildcard() {
    return wildcard;
  }

  /** Returns whether the file system, or the process, decides which clients may connect. */
  boolean isLocal() {
    return this != TCP;
  }
}
