/** Writes stubs, skeletons and codecs at compile time. */
@SuppressWarnings("requires-automatic") // what it is built on has no module descriptors
module io.tightwire.processor {
  requires auto.common;
  requires com.google.common;
  requires com.squareup.javapoet;
  requires io.tightwire.annotations;
  requires java.compiler;
  requires static com.google.auto.service;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      io.tightwire.processor.RpcProcessor;
}
