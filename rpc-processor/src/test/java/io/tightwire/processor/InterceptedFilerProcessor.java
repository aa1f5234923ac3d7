package io.tightwire.processor;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Runs the processor with a filer around the compiler's. Confined to the compiler's thread. */
final class InterceptedFilerProcessor extends AbstractProcessor {

  private final RpcProcessor processor = new RpcProcessor();
  private final UnaryOperator<Filer> probe;

  InterceptedFilerProcessor(UnaryOperator<Filer> probe) {
    this.probe = probe;
  }

  /** Creates a processor that finds no class file. */
  static InterceptedFilerProcessor withoutClassFiles() {
    return new InterceptedFilerProcessor(
        filer ->
            (Filer)
                Proxy.newProxyInstance(
                    InterceptedFilerProcessor.class.getClassLoader(),
                    new Class<?>[] {Filer.class},
                    (proxy, method, arguments) -> {
                      if (method.getName().equals("getResource")) {
                        throw new FilerException("No such file");
                      }
                      return method.invoke(filer, arguments);
                    }));
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    processor.init(
        (ProcessingEnvironment)
            Proxy.newProxyInstance(
                InterceptedFilerProcessor.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getFiler")
                        ? probe.apply(environment.getFiler())
                        : method.invoke(environment, arguments)));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return processor.getSupportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    processor.process(annotations, round);
    return false;
  }
}
