package io.tightwire.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * One run of a compiler with the processor, on the class path of the tests.
 *
 * @param diagnostics what the compiler reported
 * @param generated the generated sources and descriptions by path, sorted
 * @param classes where the class files are
 */
record Compilation(
    List<Diagnostic<? extends JavaFileObject>> diagnostics,
    Map<String, String> generated,
    Path classes) {

  /** All lints, except for the one that wants a processor for each annotation. */
  static final List<String> STRICT =
      List.of("--release", "17", "-Xlint:all,-processing", "-Werror");

  /**
   * Returns the class path of the tests without manifests, which compilers other than javac do not
   * read.
   */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  static Compilation of(Path sources, Path scratch) {
    return of(
        ToolProvider.getSystemJavaCompiler(),
        STRICT,
        sources,
        scratch,
        List.of(new RpcProcessor()));
  }

  static Compilation of(
      JavaCompiler compiler,
      List<String> options,
      Path sources,
      Path scratch,
      List<Processor> processors) {
    return of(compiler, options, StandardCharsets.UTF_8, sources, scratch, processors);
  }

  /** Compiles sources in an encoding, which the options must name too, unless it is UTF-8. */
  static Compilation of(
      JavaCompiler compiler,
      List<String> options,
      Charset encoding,
      Path sources,
      Path scratch,
      List<Processor> processors) {
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    Path generated = scratch.resolve("generated");
    Path classes = scratch.resolve("classes");
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(collector, Locale.ROOT, encoding)) {
      Files.createDirectories(generated);
      Files.createDirectories(classes);
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(),
              files,
              collector,
              options,
              null,
              files.getJavaFileObjectsFromPaths(javaFiles(sources)));
      task.setProcessors(processors);
      task.call();
      Map<String, String> all = new TreeMap<>(read(generated));
      all.putAll(read(classes));
      return new Compilation(collector.getDiagnostics(), all, classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the diagnostics as text, one on each line: {@code Greeter.java:7: [RpcWildcard] …}. */
  String report() {
    return diagnostics.stream().map(Compilation::line).sorted().collect(Collectors.joining());
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    String where =
        source == null
            ? ""
            : Path.of(source.getName()).getFileName() + ":" + diagnostic.getLineNumber() + ": ";
    return where + diagnostic.getMessage(Locale.ROOT) + "\n";
  }

  static Map<String, String> read(Path folder) {
    Map<String, String> contents = new TreeMap<>();
    List<Path> files = new ArrayList<>(filesIn(folder, ".java"));
    files.addAll(filesIn(folder, ".json"));
    for (Path file : files) {
      try {
        String path = folder.relativize(file).toString().replace('\\', '/');
        contents.put(path, Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return contents;
  }

  private static List<Path> javaFiles(Path folder) {
    return filesIn(folder, ".java");
  }

  private static List<Path> filesIn(Path folder, String extension) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(extension)).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder with all files in it. Returns the copy. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }
}
