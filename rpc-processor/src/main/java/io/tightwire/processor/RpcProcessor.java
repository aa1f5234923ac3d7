package io.tightwire.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.lang.model.SourceVersion;

/**
 * Writes stub, skeleton, descriptors and codecs for each interface that is annotated with
 * {@code @RpcService}. What the interface mentions and another processor is still to generate makes
 * it wait for a later round. Called by the compiler.
 */
@AutoService(Processor.class)
public final class RpcProcessor extends BasicAnnotationProcessor {

  /** Called by the compiler. */
  public RpcProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  protected Iterable<? extends Step> steps() {
    return List.of(new ServiceStep(processingEnv));
  }
}
