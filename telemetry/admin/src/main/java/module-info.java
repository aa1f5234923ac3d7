/** Health, services and figures of a server over HTTP. */
module io.tightwire.admin {
  requires transitive io.tightwire.runtime;
  requires static transitive org.jspecify;

  exports io.tightwire.admin;
}
