/** The annotations that a Tightwire service interface carries. */
module io.tightwire.annotations {
  requires static org.jspecify;

  exports io.tightwire.annotation;
}
