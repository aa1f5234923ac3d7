package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import io.tightwire.processor.model.Placement;
import io.tightwire.processor.model.Placement.Site;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Finds where annotated methods are declared. It reads no types, since they may not exist yet.
 * Stateless.
 */
public final class PlacementScanner {

  private PlacementScanner() {}

  /** Returns where the method is declared. */
  public static Placement scan(Element method) {
    TypeElement owner = MoreElements.asType(method.getEnclosingElement());
    return new Placement(
        method, TypeNames.nested(owner) + '.' + method.getSimpleName(), site(method, owner));
  }

  private static Site site(Element method, TypeElement owner) {
    if (!owner.getKind().isInterface()) {
      return Site.CLASS;
    }
    if (method.getModifiers().contains(Modifier.STATIC)) {
      return Site.STATIC;
    }
    return method.getModifiers().contains(Modifier.PRIVATE) ? Site.PRIVATE : Site.INTERFACE;
  }
}
