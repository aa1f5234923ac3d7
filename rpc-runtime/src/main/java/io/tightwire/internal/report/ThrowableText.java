package io.tightwire.internal.report;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.Writer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts of users' exceptions. Their methods are user code: they may throw, recurse, or return
 * endless texts. The results name the class at least, and are bounded. Stateless; thread-safe.
 */
public final class ThrowableText {

  private ThrowableText() {}

  /** Returns its message, or a text that says why there is none. */
  public static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable e) {
      return unavailable(thrown, "getMessage()", e);
    }
  }

  /** Returns the exception in one line, as {@link Throwable#toString} does. */
  public static String text(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (Throwable e) {
      return unavailable(thrown, "toString()", e);
    }
  }

  /** Returns the message of an exception. If it has none, or is an error, the type comes first. */
  public static String brief(Throwable thrown) {
    String message = message(thrown);
    return message != null && thrown instanceof RuntimeException ? message : text(thrown);
  }

  private static String unavailable(Throwable thrown, String method, Throwable why) {
    return "a "
        + thrown.getClass().getName()
        + " whose "
        + method
        + " threw a "
        + why.getClass().getName();
  }

  /**
   * Returns its printed stack trace, with those of its causes.
   *
   * @param max the most characters; the rest is left out
   */
  public static String stackTrace(Throwable thrown, int max) {
    BoundedText text = new BoundedText(max);
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (Full e) {
      return text + "… (cut)";
    } catch (Throwable e) {
      return plainStackTrace(thrown, max, e);
    }
    return text.toString();
  }

  /** Returns as much as is readable of a stack trace that can't be printed. */
  private static String plainStackTrace(Throwable thrown, int max, Throwable why) {
    BoundedText text = new BoundedText(max);
    PrintWriter out = new PrintWriter(text);
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    try {
      out.println(text(thrown));
      Throwable next = thrown;
      while (next != null && seen.add(next)) {
        if (next != thrown) {
          out.println("Caused by: " + text(next));
        }
        for (StackTraceElement frame : next.getStackTrace()) {
          out.println("\tat " + frame);
        }
        next = next.getCause();
      }
      out.println("(printStackTrace() threw a " + why.getClass().getName() + ')');
    } catch (Full e) {
      return text + "… (cut)";
    } catch (Throwable e) {
      return text + "(the rest can't be printed: it threw a " + e.getClass().getName() + ')';
    }
    return text.toString();
  }

  /** Ends the printing of an endless text; an error, so that user code does not catch it. */
  private static final class Full extends Error {

    @Serial private static final long serialVersionUID = 1L;

    Full() {
      super("full", null, false, false);
    }
  }

  /** Throws {@link Full} beyond a length. Confined to one thread. */
  private static final class BoundedText extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final int max;

    BoundedText(int max) {
      this.max = max;
    }

    @Override
    public void write(char[] from, int offset, int length) {
      int room = max - text.length();
      text.append(from, offset, Math.min(room, length));
      if (length > room) {
        throw new Full();
      }
    }

    @Override
    public void write(String from, int offset, int length) {
      int room = max - text.length();
      text.append(from, offset, offset + Math.min(room, length));
      if (length > room) {
        throw new Full();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
