package io.tightwire.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.javapoet.JavaFile;
import io.tightwire.processor.diagnostics.CompilationProblems;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.generate.SourceText;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.scan.TypeLookup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Generated;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Writes the files that are generated for services. Confined to the compiler's thread. */
final class OutputFiles {

  private final ProcessingEnvironment environment;
  private final Elements elements;

  OutputFiles(ProcessingEnvironment environment) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
  }

  /** Writes source files. Returns a problem for each that can't be written. */
  List<Problem> write(ServiceModel service, List<JavaFile> files) {
    List<Problem> problems = new ArrayList<>();
    for (JavaFile file : files) {
      String name = SourceText.className(file);
      try {
        write(file, TypeLookup.modulePrefix(elements, service.origin()) + name);
      } catch (FilerException e) {
        if (isOurs(name, service.origin())) { // then the others are there, too
          return List.of(CompilationProblems.staleSource(service.label(), name, service.origin()));
        }
        problems.add(CompilationProblems.nameTaken(service.label(), name, service.origin()));
      } catch (IOException e) {
        return List.of(unwritable(service, name, e));
      }
    }
    return problems;
  }

  private void write(JavaFile file, String name) throws IOException {
    Element[] origins = file.typeSpec.originatingElements.toArray(new Element[0]);
    JavaFileObject source = environment.getFiler().createSourceFile(name, origins);
    try (Writer writer = source.openWriter()) {
      writer.write(SourceText.of(file));
    } catch (IOException e) {
      source.delete();
      throw e;
    }
  }

  /** Returns whether an earlier compilation has generated the class. */
  private boolean isOurs(String name, TypeElement service) {
    TypeElement type = TypeLookup.find(elements, elements.getModuleOf(service), name);
    Generated generated = type == null ? null : type.getAnnotation(Generated.class);
    return generated != null && List.of(generated.value()).contains(RpcProcessor.class.getName());
  }

  /** Writes the description for other programs, where the service's class file goes. */
  Optional<Problem> describe(ServiceModel service, String description) {
    String path = "META-INF/tightwire/" + service.qualifiedName() + ".json";
    try (OutputStream out = resource(service, path).openOutputStream()) {
      out.write(description.getBytes(UTF_8));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(unwritable(service, path, e));
    }
  }

  private FileObject resource(ServiceModel service, String path) throws IOException {
    Filer filer = environment.getFiler();
    TypeElement origin = service.origin();
    try {
      return filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin);
    } catch (
        FilerException
            e) { // several modules are compiled together: the file belongs to one of them
      String module = elements.getModuleOf(origin).getQualifiedName() + "/";
      return filer.createResource(StandardLocation.CLASS_OUTPUT, module, path, origin);
    }
  }

  private static Problem unwritable(ServiceModel service, String what, IOException failure) {
    String why =
        failure instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : failure.toString();
    return CompilationProblems.unwritableFile(
        service.label(), what, Objects.requireNonNull(why), service.origin());
  }
}
