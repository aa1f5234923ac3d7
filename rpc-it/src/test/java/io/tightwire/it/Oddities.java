package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Kinds of types that generated code supports and that no scenario needs. */
@RpcService
public interface Oddities {

  /** A structure that contains itself in every way. */
  Tree tree(Tree tree);

  /** A generic structure that contains itself, of one that refuses values. */
  Chain<Even> chain(Chain<Even> chain);

  /** A generic sealed type. */
  Outcome<List<Even>> outcome(Outcome<List<Even>> outcome);

  /** Containers of containers. */
  Map<Integer, Map<String, Set<Long>>> maps(Map<Integer, Map<String, Set<Long>>> maps);

  /** Components that may be null, in containers too. */
  Sparse sparse(Sparse sparse);

  /** A type without nullness annotations. */
  Unsaid unsaid(Unsaid unsaid);

  /** Arrays. */
  Arrays arrays(Arrays arrays);

  /** Contains itself in every way. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tree(String name, List<Tree> children, Map<String, Tree> byName, Tree[] more) {}

  /**
   * Contains itself.
   *
   * @param <T> the type of the linked value
   */
  record Chain<T>(T head, Optional<Chain<T>> tail) {}

  /** A record that refuses every other value. */
  record Even(int value) {

    /** Checks the value. */
    public Even {
      if (value % 2 != 0) {
        throw new IllegalArgumentException(value + " is odd");
      }
    }
  }

  /**
   * The outcome of an operation.
   *
   * @param <T> the type of the result
   */
  sealed interface Outcome<T> {

    /** Something. */
    record Done<T>(T value) implements Outcome<T> {}

    /** Nothing. */
    record Failed<T>(String why) implements Outcome<T> {}
  }

  /** Components that may be absent. */
  record Sparse(
      List<@Nullable String> texts,
      Map<String, @Nullable Even> evens,
      @Nullable Tree tree,
      @Nullable Collection<Integer> numbers,
      OptionalInt number,
      OptionalLong large,
      OptionalDouble exact) {}

  /** A type without nullness annotations. */
  @NullUnmarked
  record Unsaid(String text, List<String> texts, Even even, Mirror.Colour colour) {}

  /** Arrays of primitives, and of arrays. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Arrays(boolean[] flags, char[] letters, long[] numbers, double[] exact, byte[][] blobs) {}
}
