package io.tightwire.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import io.tightwire.processor.generate.RuntimeTypes;
import io.tightwire.processor.scan.ServiceScanner;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes stub, skeleton, descriptors and codecs for each interface that is annotated with
 * {@code @RpcService}. What the interface mentions and another processor is still to generate makes
 * it wait for a later round. Called by the compiler.
 */
@AutoService(Processor.class)
public final class RpcProcessor extends AbstractProcessor {

  private @Nullable ServiceScanner scanner;
  private final BasicAnnotationProcessor rounds = new Rounds();

  /** Called by the compiler. */
  public RpcProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    scanner = new ServiceScanner(environment, RuntimeTypes.CODEC_TYPE.canonicalName());
    rounds.init(environment);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(ServiceStep.ANNOTATION);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    scanner().addSources(round.getRootElements());
    rounds.process(annotations, round);
    return false; // other processors may look at the annotation too
  }

  private ServiceScanner scanner() {
    if (scanner == null) {
      throw new IllegalStateException("The compiler has not called init() yet");
    }
    return scanner;
  }

  /** Hands each service on once the types that it mentions exist. */
  private final class Rounds extends BasicAnnotationProcessor {
    @Override
    protected Iterable<? extends Step> steps() {
      return List.of(new ServiceStep(processingEnv, scanner()));
    }
  }
}
