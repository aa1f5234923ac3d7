/**
 * Supports tests of services and of their callers: a server and a client in one process, with fault
 * injection.
 */
module io.tightwire.testing {
  requires transitive io.tightwire.runtime;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports io.tightwire.testing;
}
