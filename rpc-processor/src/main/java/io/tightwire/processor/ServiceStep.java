package io.tightwire.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.javapoet.JavaFile;
import io.tightwire.annotation.RpcService;
import io.tightwire.processor.contract.Contract;
import io.tightwire.processor.contract.DescriptorJson;
import io.tightwire.processor.contract.Fingerprint;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.diagnostics.Problems;
import io.tightwire.processor.generate.Artifacts;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.scan.ServiceScanner;
import io.tightwire.processor.validate.ServiceValidator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Scan, model, validate, generate: one service at a time. Confined to the compiler's thread. */
final class ServiceStep {

  /** What marks a service. */
  static final String ANNOTATION = RpcService.class.getCanonicalName();

  private final ProcessingEnvironment environment;
  private final ServiceScanner scanner;
  private final LockFiles locks;
  private final Set<String> waiting = new LinkedHashSet<>();

  ServiceStep(ProcessingEnvironment environment, ServiceScanner scanner) {
    this.environment = environment;
    this.scanner = scanner;
    this.locks = new LockFiles(environment.getOptions());
  }

  /** Takes note of what is compiled, and of the services that are to be processed. */
  void beginRound(RoundEnvironment round) {
    scanner.addSources(round.getRootElements());
    ElementFilter.typesIn(round.getElementsAnnotatedWith(RpcService.class))
        .forEach(type -> waiting.add(type.getQualifiedName().toString()));
  }

  /** After the last round: services that mention types which nothing has brought. */
  void reportWaiting() {
    for (String name : waiting) {
      TypeElement type = environment.getElementUtils().getTypeElement(name);
      ServiceModel service = scanner.scan(type);
      report(
          Problems.unresolvedType(
              service.label(), service.missing(), service.names().stub(), type));
    }
  }

  /** Processes what need not wait for types that do not exist yet. */
  void process() {
    // By name, since each round has elements of its own.
    waiting.removeIf(name -> isDone(environment.getElementUtils().getTypeElement(name)));
  }

  private boolean isDone(TypeElement type) {
    try {
      return process(type);
    } catch (RuntimeException e) {
      report(Problems.internalError(type.getQualifiedName().toString(), e, type));
      return true;
    }
  }

  /** Whether it is done. */
  private boolean process(TypeElement type) {
    ServiceModel service = scanner.scan(type);
    if (service.isIncomplete()) {
      return false;
    }
    List<Problem> problems = ServiceValidator.validate(service);
    problems.forEach(this::report);
    if (problems.stream().noneMatch(Problem::isError)) {
      Contract contract = Contract.of(service);
      locks.check(service, contract).forEach(this::report);
      Map<String, String> fingerprints = Fingerprint.ofEach(contract);
      write(service, Artifacts.of(service, fingerprints));
      describe(service, DescriptorJson.of(contract, fingerprints));
    } else {
      write(service, Artifacts.outlineOf(service));
    }
    return true;
  }

  /** For other programs: on the class path of whoever has the service. */
  private void describe(ServiceModel service, String description) {
    String path = "META-INF/tightwire/" + service.qualifiedName() + ".json";
    try (OutputStream out = resource(service, path).openOutputStream()) {
      out.write(description.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileObject resource(ServiceModel service, String path) throws IOException {
    TypeElement origin = service.origin();
    try {
      return environment.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", path, origin);
    } catch (FilerException e) { // several modules are compiled at once: it belongs to one
      String module = environment.getElementUtils().getModuleOf(origin).getQualifiedName() + "/";
      return environment
          .getFiler()
          .createResource(StandardLocation.CLASS_OUTPUT, module, path, origin);
    }
  }

  private void report(Problem problem) {
    if (problem.isError() || !Suppression.covers(problem)) {
      environment
          .getMessager()
          .printMessage(problem.code().kind(), problem.message(), problem.element());
    }
  }

  private void write(ServiceModel service, List<JavaFile> files) {
    for (JavaFile file : files) {
      try {
        file.writeTo(environment.getFiler());
      } catch (FilerException e) {
        String name = file.packageName.isEmpty() ? "" : file.packageName + '.';
        report(Problems.nameTaken(service.label(), name + file.typeSpec.name, service.origin()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
