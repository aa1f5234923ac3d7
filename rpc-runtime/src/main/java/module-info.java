/** Typed RPC between JVM processes: MessagePack over ZeroMQ. */
@SuppressWarnings({
  "module", // io.tightwire.discovery.dns and io.tightwire.testing are not there yet
  "requires-automatic" // jnacl and msgpack-core have no module descriptor
})
module io.tightwire.runtime {
  requires transitive io.tightwire.annotations;
  requires static transitive java.compiler; // generated code says that it is @Generated
  requires static transitive org.jspecify;
  requires jnacl;
  requires msgpack.core;
  requires org.zeromq.jeromq;

  exports io.tightwire;
  exports io.tightwire.builtin;
  exports io.tightwire.codec;
  exports io.tightwire.discovery;
  exports io.tightwire.generated;

  uses io.tightwire.discovery.RegistrarProvider;
  uses io.tightwire.discovery.ResolverProvider;

  // Polls other look-ups as those of files and of DNS.
  exports io.tightwire.internal.discovery to
      io.tightwire.discovery.dns;

  // Stands between a client and a server.
  exports io.tightwire.internal.link to
      io.tightwire.testing;
  exports io.tightwire.internal.wire to
      io.tightwire.testing;
}
