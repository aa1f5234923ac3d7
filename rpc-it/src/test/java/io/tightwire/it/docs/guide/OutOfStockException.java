package io.tightwire.it.docs.guide;

import java.io.Serial;

/** There is not enough of an article. */
public class OutOfStockException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String article;
  private final int left;

  /** The exception, with what is left. */
  public OutOfStockException(String article, int left) {
    super("only " + left + " of " + article + " left");
    this.article = article;
    this.left = left;
  }

  /** The article. */
  public String article() {
    return article;
  }

  /** How many are left. */
  public int left() {
    return left;
  }
}
