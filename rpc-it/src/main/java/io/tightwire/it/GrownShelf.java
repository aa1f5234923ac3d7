package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Optional;

/** A later version of {@link Shelf}, with compatible changes only. */
@RpcService(name = "shelf")
public interface GrownShelf {

  /** Puts a thing down; returns it as it is stored. */
  Piece put(Piece piece);

  /** Returns the things on the shelf. */
  List<Piece> things();

  /** Returns the number of things: an additional method. */
  int count();

  /** A thing that can be put down, with additional components. */
  record Piece(String name, Optional<String> label, int weight) {}
}
