package io.tightwire.it.docs.guide;

import java.io.Serial;

/** Thrown if there is not enough of an article. */
public class OutOfStockException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String article;
  private final int left;

  /** Creates the exception with the remaining number. */
  public OutOfStockException(String article, int left) {
    super("only " + left + " of " + article + " left");
    this.article = article;
    this.left = left;
  }

  /** Returns the article. */
  public String article() {
    return article;
  }

  /** Returns the remaining number. */
  public int left() {
    return left;
  }
}
