package io.tightwire.processor;

import com.google.auto.service.AutoService;
import io.tightwire.annotation.RpcMethod;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.generate.RuntimeTypes;
import io.tightwire.processor.scan.PlacementScanner;
import io.tightwire.processor.scan.ServiceScanner;
import io.tightwire.processor.validate.PlacementRules;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Writes stub, skeleton, descriptors and codecs for each interface that is annotated with
 * {@code @RpcService}. If another processor has yet to generate types that the remote methods need,
 * the interface waits for a later round. Confined to the compiler's thread.
 */
@AutoService(Processor.class)
@SupportedOptions({LockFiles.FOLDER, LockFiles.UPDATE})
public final class RpcProcessor extends AbstractProcessor {

  private @Nullable ServiceStep services;

  /** Creates a processor. The compiler does so. */
  public RpcProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    services =
        new ServiceStep(
            environment, new ServiceScanner(environment, RuntimeTypes.CODEC_TYPE.canonicalName()));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // Compilers warn of options that no processor in use supports. An option that is set for many
    // modules must be known in those without services, too.
    return LockFiles.areAsked(processingEnv.getOptions())
        ? Set.of("*")
        : Set.of(ServiceStep.ANNOTATION, RpcMethod.class.getCanonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    services().beginRound(round);
    checkPlaces(round);
    if (!round.processingOver()) {
      services().process();
    } else if (!round.errorRaised()) {
      services().reportWaiting();
    }
    return false; // other processors may look at the annotation too
  }

  private void checkPlaces(RoundEnvironment round) {
    for (Element method : round.getElementsAnnotatedWith(RpcMethod.class)) {
      Optional<Problem> problem = PlacementRules.check(PlacementScanner.scan(method));
      problem.ifPresent(
          p ->
              processingEnv
                  .getMessager()
                  .printMessage(Diagnostic.Kind.ERROR, p.message(), p.element()));
    }
  }

  private ServiceStep services() {
    if (services == null) {
      throw new IllegalStateException("The compiler has not called init() yet");
    }
    return services;
  }
}
