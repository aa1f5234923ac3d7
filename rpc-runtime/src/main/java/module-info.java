/** Typed RPC between JVM processes: MessagePack over ZeroMQ. */
@SuppressWarnings("requires-automatic") // msgpack-core has no module descriptor of its own
module io.tightwire.runtime {
  requires transitive io.tightwire.annotations;
  requires static transitive java.compiler; // generated code says that it is @Generated
  requires static transitive org.jspecify;
  requires msgpack.core;
  requires org.zeromq.jeromq;

  exports io.tightwire;
  exports io.tightwire.codec;
  exports io.tightwire.stub;
}
