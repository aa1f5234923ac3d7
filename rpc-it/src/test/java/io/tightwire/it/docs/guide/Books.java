package io.tightwire.it.docs.guide;

import io.tightwire.annotation.RpcService;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A service whose callers send streams. */
@NullMarked
@RpcService
public interface Books {

  /** One line of a book, in cents. */
  record Line(String account, long cents) {}

  /** Books lines; returns their sum. */
  long book(String name, Stream<Line> lines);

  /** Returns the balance of each account, as it is asked for. */
  Stream<Long> balances(Stream<String> accounts);
}
