package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Decides which elements generated code may name, create and call. Immutable.
 *
 * @param home the service's package, which is that of generated code
 */
record Visibility(PackageElement home) {

  /** Returns whether generated code may name the type. */
  boolean isAccessible(TypeElement type) {
    return SourceVersion.isName(type.getQualifiedName())
        && TypeNames.withEnclosing(type).stream().allMatch(this::isVisible);
  }

  /** Returns whether generated code may name the member of an accessible type. */
  boolean isVisible(Element member) {
    Set<Modifier> modifiers = member.getModifiers();
    return modifiers.contains(Modifier.PUBLIC)
        || (!modifiers.contains(Modifier.PRIVATE) && MoreElements.getPackage(member).equals(home));
  }

  /**
   * Returns whether generated code may create instances of the class, if it may call a constructor.
   */
  boolean isCreatable(TypeElement type) {
    return !type.getModifiers().contains(Modifier.ABSTRACT) && !isInner(type) && isAccessible(type);
  }

  /**
   * Returns whether generated code may call the constructor or method, and need not catch anything.
   */
  boolean isCallable(ExecutableElement member) {
    return isVisible(member) && !Throwables.anyChecked(member.getThrownTypes());
  }

  /** Returns whether generated code may repeat the annotation without values. */
  boolean isRepeatable(TypeElement annotation) {
    return isAccessible(annotation)
        && ElementFilter.methodsIn(annotation.getEnclosedElements()).stream()
            .allMatch(element -> element.getDefaultValue() != null);
  }

  /**
   * Returns whether the class is an inner class, whose instances belong to one of the class around
   * it.
   */
  private static boolean isInner(TypeElement type) {
    List<TypeElement> around = TypeNames.withEnclosing(type);
    return around.size() > 1 && !type.getModifiers().contains(Modifier.STATIC);
  }

  /** Returns whether Java code can write the name. Other languages have names that it can't. */
  static boolean isWritable(CharSequence name) {
    return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name);
  }
}
