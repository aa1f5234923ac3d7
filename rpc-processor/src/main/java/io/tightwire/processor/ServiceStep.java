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
import io.tightwire.processor.scan.TypeLookup;
import io.tightwire.processor.validate.ServiceValidator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Scan, model, validate, generate: one service at a time. Confined to the compiler's thread. */
final class ServiceStep {

  /** What marks a service. */
  static final String ANNOTATION = RpcService.class.getCanonicalName();

  private final ProcessingEnvironment environment;
  private final ServiceScanner scanner;
  private final LockFiles locks;
  private final Elements elements;
  private final List<TypeElement> waiting = new ArrayList<>();

  ServiceStep(ProcessingEnvironment environment, ServiceScanner scanner) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
    this.scanner = scanner;
    this.locks = new LockFiles(environment.getOptions());
  }

  /** Takes note of what is compiled, and of the services that are to be processed. */
  void beginRound(RoundEnvironment round) {
    scanner.addSources(round.getRootElements());
    // Each round has elements of its own.
    waiting.replaceAll(
        type -> Objects.requireNonNullElse(TypeLookup.refresh(elements, type), type));
    for (TypeElement type :
        ElementFilter.typesIn(round.getElementsAnnotatedWith(RpcService.class))) {
      if (TypeLookup.refresh(elements, type) == null) {
        report(Problems.namelessService(type.getSimpleName().toString(), type));
      } else {
        waiting.add(type);
      }
    }
  }

  /** After the last round: services that mention types which nothing has brought. */
  void reportWaiting() {
    for (TypeElement type : waiting) {
      ServiceModel service = scanner.scan(type);
      report(
          Problems.unresolvedType(
              service.label(), service.missing(), service.names().stub(), type));
    }
  }

  /** Processes what need not wait for types that do not exist yet. */
  void process() {
    waiting.removeIf(this::isDone);
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
      String module = elements.getModuleOf(origin).getQualifiedName() + "/";
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

  private void write(JavaFile file, TypeElement origin) throws IOException {
    String name = file.packageName.isEmpty() ? "" : file.packageName + '.';
    JavaFileObject source =
        environment
            .getFiler()
            .createSourceFile(
                TypeLookup.modulePrefix(elements, origin) + name + file.typeSpec.name, origin);
    try (Writer writer = source.openWriter()) {
      file.writeTo(writer);
    }
  }

  private void write(ServiceModel service, List<JavaFile> files) {
    for (JavaFile file : files) {
      try {
        write(file, service.origin());
      } catch (FilerException e) {
        String name = file.packageName.isEmpty() ? "" : file.packageName + '.';
        report(Problems.nameTaken(service.label(), name + file.typeSpec.name, service.origin()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
