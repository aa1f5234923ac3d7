package io.tightwire.internal.link;

/** What an agent asks before it lets the loop's thread run a task. Confined to the loop thread. */
public interface TaskRunner {

  /** A task of the agent. One call of the clock serves for the end of a task and the next start. */
  @FunctionalInterface
  interface Task {

    /**
     * Runs the task.
     *
     * @param now about when it starts
     * @return about when it has ended
     */
    long run(long now);
  }

  /** Runs no task: agents give them to other threads. */
  TaskRunner NONE =
      new TaskRunner() {
        @Override
        public boolean isReady() {
          return false;
        }

        @Override
        public boolean hasTime() {
          return false;
        }
      };

  /** Returns whether a standby would take the loop over from a task that does not return. */
  boolean isReady();

  /**
   * Says that the agent has done other work since the latest task, which the next one must not pay
   * for.
   */
  default void tookTime() {}

  /** Returns whether the tasks of this pass have left time for another one. */
  boolean hasTime();
}
