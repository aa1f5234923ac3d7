package io.tightwire.internal.link.zmtp;

/** What a selection key stands for. Confined to the loop thread. */
interface Selectable {

  /**
   * Records that the channel is ready; reading and writing follow in the pass.
   *
   * @param ops the ready operations of its {@link java.nio.channels.SelectionKey}
   */
  void onReady(int ops);
}
