package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.List;

/** The version of a service that deployed clients know. */
@RpcService(name = "shelf")
public interface Shelf {

  /** Puts a thing down; returns it as it is stored. */
  Thing put(Thing thing);

  /** Returns the things on the shelf. */
  List<Thing> things();

  /** A thing that can be put down. */
  record Thing(String name) {}
}
