package io.tightwire.internal.client;

/**
 * One of the two attempts of a hedged call: the one that is not the call's current one. The first
 * attempt to respond becomes the current one ({@link ClientCall#focusOn}), and this one is
 * cancelled. Immutable.
 *
 * @param connection to which it was sent
 * @param id its id there
 * @param sentAt when it was sent
 */
record OtherAttempt(ServerConnection connection, long id, long sentAt) {

  Server server() {
    return connection.server();
  }

  /** Returns whether it was sent before the current one. */
  boolean isFirst(ClientCall call) {
    return sentAt - call.sentAt < 0;
  }
}
