package io.tightwire.internal.link;

/** The threads that run a loop, one at a time. */
enum LoopCrew {
  /** Its own thread, or that of its host. */
  ALONE,
  /** Its own thread, and threads that wait for calls: {@link LoopSharing}. */
  CALLERS,
  /** Its own thread, which runs tasks of the agent too, and a standby: {@link LoopStandby}. */
  STANDBY
}
