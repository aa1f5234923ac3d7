package io.tightwire.it.docs.guide;

import java.util.List;

/** An order of a customer. */
public record Order(String id, List<Line> lines) {

  /** A number of pieces of one article. */
  public record Line(String article, int pieces) {}
}
