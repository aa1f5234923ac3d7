package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * What generated code may name. Immutable.
 *
 * @param home the service's package, where the code lives
 */
record Visibility(PackageElement home) {

  /** Whether it may name the type. */
  boolean isAccessible(TypeElement type) {
    return TypeNames.withEnclosing(type).stream().allMatch(this::isVisible);
  }

  /** Whether it may name the member of a type that it may name. */
  boolean isVisible(Element member) {
    Set<Modifier> modifiers = member.getModifiers();
    return modifiers.contains(Modifier.PUBLIC)
        || (!modifiers.contains(Modifier.PRIVATE) && MoreElements.getPackage(member).equals(home));
  }
}
