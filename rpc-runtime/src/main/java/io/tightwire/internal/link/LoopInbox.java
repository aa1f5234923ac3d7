package io.tightwire.internal.link;

import io.tightwire.internal.flow.Mailbox;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have for a loop: commands and tasks, signals, a request to close, and the
 * failure of its engine. {@link #post}, {@link #execute}, {@link #signal}, {@link #breakDown} and
 * {@link #hasNews()} are thread-safe; the rest is confined to the thread that runs the loop.
 *
 * <p>What only a pass can see, such as messages of another loop, is announced by a signal. It is
 * cleared before a pass looks at anything.
 *
 * @param <C> the type of the agent's commands
 */
final class LoopInbox<C> {

  private final Agent<C> agent;
  private final LoopClosing closing;
  private final Mailbox<C> commands = new Mailbox<>();
  private final Mailbox<LoopTask> tasks = new Mailbox<>();
  private final AtomicReference<@Nullable Throwable> breakdown = new AtomicReference<>();
  private volatile boolean signalled;

  LoopInbox(Agent<C> agent, LoopClosing closing) {
    this.agent = agent;
    this.closing = closing;
  }

  /** Adds a command. Returns false if the inbox is closed. */
  boolean post(C command) {
    return commands.offer(command);
  }

  /** Adds a task. Returns false if the inbox is closed. */
  boolean execute(LoopTask task) {
    return tasks.offer(task);
  }

  /** Announces a change that only a pass can see, even if one is under way. */
  void signal() {
    signalled = true;
  }

  /** Records that the engine is broken. The first failure counts. */
  void breakDown(Throwable cause) {
    breakdown.compareAndSet(null, cause);
  }

  /** Returns the failure of the engine; null if it works. */
  @Nullable Throwable breakdown() {
    return breakdown.get();
  }

  /** Returns whether there is something for a pass. */
  boolean hasNews() {
    return commands.hasNew()
        || tasks.hasNew()
        || signalled
        || breakdown.get() != null
        || closing.isPending();
  }

  /** Returns whether all commands were executed. */
  boolean hasNoCommand() {
    return commands.isEmpty();
  }

  /** Clears the signal, before a pass looks at anything. */
  void beginPass() {
    signalled = false;
  }

  /**
   * Executes what was posted before; returns the number. What is posted meanwhile is for the next
   * pass: so a pass ends, and no pass falls behind those who post.
   */
  int run(long now) throws IOException {
    int done = 0;
    for (LoopTask task; (task = tasks.poll()) != null; done++) {
      task.run(now);
    }
    commands.takeNew();
    for (C command; (command = commands.pollTaken()) != null; done++) {
      agent.onCommand(command, now);
    }
    return done;
  }

  /** Refuses everything that is posted from now on. */
  void close() {
    commands.close();
    tasks.close();
  }

  /** Gives the last commands their outcome and cancels the last tasks, after {@link #close()}. */
  void end(EndSteps steps, long now) {
    for (C command; (command = commands.poll()) != null; ) {
      C last = command;
      steps.attempt(() -> agent.onCommand(last, now));
    }
    for (LoopTask task; (task = tasks.poll()) != null; ) {
      steps.attempt(task::cancel);
    }
  }
}
