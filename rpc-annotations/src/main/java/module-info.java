/** The annotations of Tightwire's service interfaces. */
module io.tightwire.annotations {
  requires static org.jspecify;

  exports io.tightwire.annotation;
}
