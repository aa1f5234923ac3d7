package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/** The loop of a client whose calls are all waited for, without sockets. */
abstract class AttendedLoop implements SharedLoop {

  @Override
  public boolean isOver(long now) {
    return false;
  }

  @Override
  public boolean callersMayDrive() {
    return true;
  }

  @Override
  public boolean shouldSpin() {
    return false;
  }

  @Override
  public long dueAt() {
    return Long.MAX_VALUE;
  }

  @Override
  public @Nullable Poller poller() {
    return null;
  }
}
