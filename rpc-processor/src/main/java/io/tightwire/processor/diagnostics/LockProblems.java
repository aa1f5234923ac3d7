package io.tightwire.processor.diagnostics;

import javax.lang.model.element.Element;

/**
 * Creates problems of a lock file, and of changes that break clients or servers built earlier.
 * Stateless.
 */
public final class LockProblems {

  private static final String UPDATE = "tightwire.lock.update=true";

  private LockProblems() {}

  /**
   * Creates the problem of a change that breaks clients or servers.
   *
   * @param what the change
   * @param whom the side that it breaks, and why
   */
  public static Problem breakingChange(String what, String whom, String lock, Element element) {
    return new Problem(
        ProblemCode.BREAKING_CHANGE,
        what
            + ": "
            + whom
            + ". Undo it, or leave the old as it is and add something new beside it. If nobody uses"
            + " the old any more, delete "
            + lock
            + " and compile with -A"
            + UPDATE
            + '.',
        element);
  }

  public static Problem missingLock(String service, String lock, Element element) {
    return new Problem(
        ProblemCode.MISSING_LOCK,
        service
            + " has no lock file "
            + lock
            + ", so nothing would keep it from changing in a way that breaks its clients. If the"
            + " interface was renamed or moved, rename its file, too; if it is new, compile once with"
            + " -A"
            + UPDATE
            + ", and check the file in.",
        element);
  }

  public static Problem unusableLock(String service, String lock, String why, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_LOCK,
        "The lock file "
            + lock
            + " of "
            + service
            + " can't be used: "
            + why
            + ". Restore it from version control; or delete it and compile with -A"
            + UPDATE
            + '.',
        element);
  }
}
