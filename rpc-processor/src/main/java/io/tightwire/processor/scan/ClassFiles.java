package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Which types are compiled from source, and the class files of the others, each read once. Confined
 * to the compiler's thread.
 */
final class ClassFiles {

  private final Elements elements;
  private final ProcessingEnvironment environment;
  private final Set<String> sources = new HashSet<>();
  private final Map<String, Optional<ClassFile>> files = new HashMap<>();

  ClassFiles(ProcessingEnvironment environment) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
  }

  /** Takes note of types that are compiled from source. */
  void addSources(Set<? extends Element> roots) {
    for (Element root : roots) {
      if (MoreElements.isType(root)) {
        sources.add(TypeLookup.key(elements, MoreElements.asType(root)));
      }
    }
  }

  /** Whether the type is compiled from source, so that every compiler shows all of it. */
  boolean isSource(TypeElement type) {
    List<TypeElement> around = TypeNames.withEnclosing(type);
    TypeElement outermost = around.get(around.size() - 1);
    return sources.contains(TypeLookup.key(elements, outermost));
  }

  /** The type's class file, if there is one that can be found and read. */
  Optional<ClassFile> of(TypeElement type) {
    String name = elements.getBinaryName(type).toString();
    String key = TypeLookup.key(elements, type);
    Optional<ClassFile> file = files.get(key);
    if (file == null) {
      file = find(type, name);
      files.put(key, file);
    }
    return file;
  }

  private Optional<ClassFile> find(TypeElement type, String name) {
    String home = MoreElements.getPackage(type).getQualifiedName().toString();
    String path = name.substring(home.isEmpty() ? 0 : home.length() + 1) + ".class";
    @Nullable ModuleElement owner = elements.getModuleOf(type);
    Optional<ClassFile> found;
    if (owner == null || owner.isUnnamed()) {
      found =
          read(StandardLocation.CLASS_PATH, home, path)
              .or(() -> read(StandardLocation.CLASS_OUTPUT, home, path));
    } else {
      // The module that is compiled; one of several that are; one that was compiled before.
      String inModule = owner.getQualifiedName() + "/" + home;
      found =
          read(StandardLocation.CLASS_OUTPUT, home, path)
              .or(() -> read(StandardLocation.CLASS_OUTPUT, inModule, path))
              .or(() -> read(StandardLocation.MODULE_PATH, inModule, path))
              .or(() -> read(StandardLocation.MODULE_PATH, home, path)); // as Eclipse's has it
    }
    return found.filter(file -> file.name().equals(name.replace('.', '/')));
  }

  /** Total: compilers answer with many an exception where there is nothing. */
  private Optional<ClassFile> read(Location location, String home, String path) {
    Filer filer = environment.getFiler();
    try (InputStream in = filer.getResource(location, home, path).openInputStream()) {
      return Optional.of(new ClassFile(in.readAllBytes()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
