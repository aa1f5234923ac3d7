package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Knows which types are compiled from source, and reads the class files of the others, each once.
 * Confined to the compiler's thread.
 */
final class ClassFiles {

  private final Elements elements;
  private final ProcessingEnvironment environment;
  private final Set<String> sources = new HashSet<>();
  private final Map<String, Boolean> implicit = new HashMap<>();
  private final Map<String, Optional<ClassFile>> files = new HashMap<>();

  ClassFiles(ProcessingEnvironment environment) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
  }

  /** Records types that are compiled from source. */
  void addSources(Set<? extends Element> roots) {
    for (Element root : roots) {
      if (MoreElements.isType(root)) {
        sources.add(TypeLookup.key(elements, MoreElements.asType(root)));
      }
    }
  }

  /** Returns whether the type is compiled from source, so that every compiler shows all of it. */
  boolean isSource(TypeElement type) {
    List<TypeElement> around = TypeNames.withEnclosing(type);
    TypeElement outermost = around.get(around.size() - 1);
    String key = TypeLookup.key(elements, outermost);
    return sources.contains(key) || implicit.computeIfAbsent(key, k -> isImplicitSource(outermost));
  }

  /**
   * Returns whether the compiler has found the type's source on its source path, or on the class
   * path if it has no source path. Of source and class file it takes the newer one.
   */
  private boolean isImplicitSource(TypeElement outermost) {
    String home = MoreElements.getPackage(outermost).getQualifiedName().toString();
    String name = outermost.getSimpleName().toString();
    @Nullable ModuleElement owner = elements.getModuleOf(outermost);
    OptionalLong source = changed(sourceFolders(owner, home), name + ".java");
    return source.isPresent()
        && source.getAsLong() > changed(classFolders(owner, home), name + ".class").orElse(-1);
  }

  private OptionalLong changed(List<Folder> folders, String name) {
    return folders.stream()
        .map(folder -> changed(folder, name))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /** Returns when the file was changed last, if there is one. Never throws, as {@link #read}. */
  private OptionalLong changed(Folder folder, String name) {
    Filer filer = environment.getFiler();
    try {
      FileObject file = filer.getResource(folder.location(), folder.path(), name);
      file.openInputStream().close();
      return OptionalLong.of(file.getLastModified());
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  /** Returns the type's class file, if there is one that can be found and read. */
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
    return classFolders(elements.getModuleOf(type), home).stream()
        .flatMap(folder -> read(folder, path).stream())
        .findFirst()
        .filter(file -> file.name().equals(name.replace('.', '/')));
  }

  private static List<Folder> classFolders(@Nullable ModuleElement owner, String home) {
    if (owner == null || owner.isUnnamed()) {
      return List.of(
          new Folder(StandardLocation.CLASS_PATH, home),
          new Folder(StandardLocation.CLASS_OUTPUT, home));
    }
    // The module that is compiled; one of several that are; one that was compiled before.
    String inModule = owner.getQualifiedName() + "/" + home;
    return List.of(
        new Folder(StandardLocation.CLASS_OUTPUT, home),
        new Folder(StandardLocation.CLASS_OUTPUT, inModule),
        new Folder(StandardLocation.MODULE_PATH, inModule),
        new Folder(StandardLocation.MODULE_PATH, home)); // as Eclipse's has it
  }

  private static List<Folder> sourceFolders(@Nullable ModuleElement owner, String home) {
    return owner == null || owner.isUnnamed()
        ? List.of(
            new Folder(StandardLocation.SOURCE_PATH, home),
            new Folder(StandardLocation.CLASS_PATH, home))
        : List.of(
            new Folder(StandardLocation.SOURCE_PATH, home),
            new Folder(StandardLocation.MODULE_SOURCE_PATH, owner.getQualifiedName() + "/" + home));
  }

  /**
   * Reads a class file. Never throws: where there is no file, compilers throw exceptions of various
   * types.
   */
  private Optional<ClassFile> read(Folder folder, String name) {
    Filer filer = environment.getFiler();
    try (InputStream in =
        filer.getResource(folder.location(), folder.path(), name).openInputStream()) {
      return Optional.of(new ClassFile(in.readAllBytes()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A package in some location. The path may begin with the name of a module. Immutable. */
  private record Folder(Location location, String path) {}
}
