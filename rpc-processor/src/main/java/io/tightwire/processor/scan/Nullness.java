package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Where null is not allowed: in scopes that are {@code @NullMarked}, where nothing says {@code
 * Nullable}. Types that come from class files are left out, since not all compilers show the
 * annotations of types that class files hold: what looks strict there may not be. Confined to the
 * compiler's thread.
 */
final class Nullness {

  private static final String MARKED = "org.jspecify.annotations.NullMarked";
  private static final String UNMARKED = "org.jspecify.annotations.NullUnmarked";
  private static final Set<String> NULLABLE = Set.of("Nullable", "CheckForNull");

  private final Set<String> sources = new HashSet<>();

  /** Takes note of types that are compiled from source. */
  void addSources(Set<? extends Element> roots) {
    for (Element root : roots) {
      if (MoreElements.isType(root)) {
        sources.add(MoreElements.asType(root).getQualifiedName().toString());
      }
    }
  }

  /** Whether types that are written inside the type are not nullable unless they say so. */
  boolean isStrict(TypeElement type) {
    return isShown(type) && isMarked(type);
  }

  /** Whether a full compilation would find the same. */
  boolean isKnown(TypeElement type) {
    return isShown(type) || !isMarked(type);
  }

  /** Whether all compilers show the annotations inside the type. */
  boolean isShown(TypeElement type) {
    List<TypeElement> around = TypeNames.withEnclosing(type);
    TypeElement outermost = around.get(around.size() - 1);
    return sources.contains(outermost.getQualifiedName().toString());
  }

  private static boolean isMarked(TypeElement type) {
    for (@Nullable Element scope = type; scope != null; scope = scope.getEnclosingElement()) {
      for (AnnotationMirror annotation : scope.getAnnotationMirrors()) {
        String name = annotation.getAnnotationType().toString();
        if (name.equals(MARKED) || name.equals(UNMARKED)) {
          return name.equals(MARKED);
        }
      }
    }
    return false;
  }

  /** Whether the type or element says that it may be null, in any of the usual dialects. */
  static boolean isNullable(AnnotatedConstruct construct) {
    return construct.getAnnotationMirrors().stream()
        .map(annotation -> annotation.getAnnotationType().asElement().getSimpleName().toString())
        .anyMatch(NULLABLE::contains);
  }
}
