package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.List;

/** A service as the clients have it that are in use. */
@RpcService(name = "shelf")
public interface Shelf {

  /** Puts a thing down; says what it became. */
  Thing put(Thing thing);

  /** What lies there. */
  List<Thing> things();

  /** What can be put down. */
  record Thing(String name) {}
}
