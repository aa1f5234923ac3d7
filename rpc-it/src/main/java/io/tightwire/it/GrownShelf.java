package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Optional;

/** {@link Shelf}, grown in ways that leave the clients alone that know the former one. */
@RpcService(name = "shelf")
public interface GrownShelf {

  /** Puts a thing down; says what it became. */
  Piece put(Piece piece);

  /** What lies there. */
  List<Piece> things();

  /** How many things lie there: a method more. */
  int count();

  /** What can be put down, with components more. */
  record Piece(String name, Optional<String> label, int weight) {}
}
