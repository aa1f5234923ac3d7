package io.tightwire.it;

/** What the stories are told over. Immutable. */
enum Transport {
  TCP("tcp://127.0.0.1:*"),
  IPC("ipc://*"),
  INPROC("inproc://*");

  private final String wildcard;

  Transport(String wildcard) {
    this.wildcard = wildcard;
  }

  /** An endpoint to bind, of which the system chooses the rest. */
  String wildcard() {
    return wildcard;
  }

  /** Whether the file system, or the process, decides who may connect. */
  boolean isLocal() {
    return this != TCP;
  }
}
