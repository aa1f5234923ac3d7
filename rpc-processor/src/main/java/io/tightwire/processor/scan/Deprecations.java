package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Keeps in mind whether a service reaches anything that is deprecated, since generated code names
 * it then. Confined to the compiler's thread.
 */
final class Deprecations {

  private final Elements elements;
  private boolean found;

  Deprecations(Elements elements) {
    this.elements = elements;
  }

  /** Whether anything seen so far is deprecated. */
  boolean found() {
    return found;
  }

  /** Looks at an element, and at the types around it. */
  void see(Element element) {
    found |= elements.isDeprecated(element);
    if (MoreElements.isType(element)) {
      for (TypeElement around : TypeNames.withEnclosing(MoreElements.asType(element))) {
        found |= elements.isDeprecated(around);
      }
    }
  }

  /** Looks at the element of a type, if it has one. */
  void see(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED) {
      see(MoreTypes.asElement(type));
    }
  }

  /** The element's annotation, to be carried over. */
  static Optional<AnnotationMirror> of(Element element) {
    return Optional.ofNullable(
        MoreElements.getAnnotationMirror(element, Deprecated.class).orNull());
  }
}
