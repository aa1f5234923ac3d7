package io.tightwire.processor;

import com.google.auto.common.MoreElements;
import io.tightwire.annotation.RpcService;
import io.tightwire.processor.contract.Contract;
import io.tightwire.processor.contract.DescriptionWriter;
import io.tightwire.processor.contract.Fingerprint;
import io.tightwire.processor.diagnostics.CompilationProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.diagnostics.ServiceProblems;
import io.tightwire.processor.generate.Artifacts;
import io.tightwire.processor.generate.RuntimeTypes;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.scan.ServiceScanner;
import io.tightwire.processor.scan.TypeLookup;
import io.tightwire.processor.validate.ServiceValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Takes one service after the other through scan, model, validation and generation. Confined to the
 * compiler's thread.
 */
final class ServiceStep {

  /** The annotation that marks a service. */
  static final String ANNOTATION = RpcService.class.getCanonicalName();

  private final ProcessingEnvironment environment;
  private final ServiceScanner scanner;
  private final LockFiles locks;
  private final Elements elements;
  private final OutputFiles output;
  private final List<TypeElement> waiting = new ArrayList<>();
  private boolean runtimeIsMissing;

  ServiceStep(ProcessingEnvironment environment, ServiceScanner scanner) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
    this.scanner = scanner;
    this.locks = new LockFiles(environment.getOptions());
    this.output = new OutputFiles(environment);
  }

  /** Records the sources that are compiled, and the services to process. */
  void beginRound(RoundEnvironment round) {
    scanner.addSources(round.getRootElements());
    // Each round has new elements.
    waiting.replaceAll(
        type -> Objects.requireNonNullElse(TypeLookup.refresh(elements, type), type));
    for (TypeElement type :
        ElementFilter.typesIn(round.getElementsAnnotatedWith(RpcService.class))) {
      if (TypeLookup.refresh(elements, type) == null) {
        report(ServiceProblems.namelessService(type.getSimpleName().toString(), type));
      } else {
        waiting.add(type);
      }
    }
  }

  /** Reports, after the last round, the services that need types which do not exist. */
  void reportWaiting() {
    for (TypeElement type : waiting) {
      ServiceModel service = scanner.scan(type);
      report(
          CompilationProblems.unresolvedType(
              service.label(), service.missing(), service.names().stub(), type));
    }
  }

  /** Processes the services that need not wait for types that do not exist yet. */
  void process() {
    waiting.removeIf(this::isDone);
  }

  private boolean isDone(TypeElement type) {
    try {
      return process(type);
    } catch (RuntimeException e) {
      report(CompilationProblems.internalError(type.getQualifiedName().toString(), e, type));
      return true;
    }
  }

  /** Returns whether the service is done; if not, it waits for a later round. */
  private boolean process(TypeElement type) {
    if (!hasRuntime(type)) {
      if (!runtimeIsMissing) { // else it was reported for another service
        report(CompilationProblems.missingRuntime(type.getSimpleName().toString(), type));
      }
      runtimeIsMissing = true;
      return true;
    }
    ServiceModel service = scanner.scan(type);
    if (service.isIncomplete()) {
      return false;
    }
    List<Problem> problems = ServiceValidator.validate(service);
    problems.forEach(problem -> report(located(service, problem)));
    if (problems.stream().noneMatch(Problem::isError)) {
      Contract contract = Contract.of(service);
      locks.check(service, contract).forEach(this::report);
      Map<String, String> fingerprints = Fingerprint.ofEach(contract);
      List<Problem> unwritten = output.write(service, Artifacts.of(service, fingerprints));
      unwritten.forEach(this::report);
      if (unwritten.isEmpty()) {
        output
            .describe(service, DescriptionWriter.of(contract, fingerprints))
            .ifPresent(this::report);
      }
    } else {
      output.write(service, Artifacts.outlineOf(service)).forEach(this::report);
    }
    return true;
  }

  /** Returns whether the service's code can name the runtime, so that generated code can. */
  private boolean hasRuntime(TypeElement type) {
    String name = RuntimeTypes.CODEC_TYPE.canonicalName();
    ModuleElement module = elements.getModuleOf(type);
    boolean isUnnamed = module == null || module.isUnnamed();
    return isUnnamed
        ? !elements.getAllTypeElements(name).isEmpty()
        : elements.getTypeElement(module, name) != null;
  }

  /**
   * Moves a problem of an inherited method to the service, if compilers can't point at the method.
   */
  private Problem located(ServiceModel service, Problem problem) {
    TypeElement owner = owner(problem.element());
    return owner.equals(service.origin()) || scanner.isSource(owner)
        ? problem
        : ServiceProblems.inherited(problem, owner.getQualifiedName().toString(), service.origin());
  }

  private static TypeElement owner(Element element) {
    Element around = element.getEnclosingElement();
    return MoreElements.isType(element) || around == null
        ? MoreElements.asType(element)
        : owner(around);
  }

  private void report(Problem problem) {
    if (problem.isError() || !Suppression.isSuppressed(problem)) {
      environment
          .getMessager()
          .printMessage(problem.code().kind(), problem.message(), problem.element());
    }
  }
}
