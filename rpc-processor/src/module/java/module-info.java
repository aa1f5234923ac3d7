/** Writes stubs, skeletons and codecs at compile time. */
module io.tightwire.processor {
  requires io.tightwire.annotations;
  requires java.compiler;

  provides javax.annotation.processing.Processor with
      io.tightwire.processor.RpcProcessor;
}
