package io.tightwire.processor.scan;

import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Types by name, each as one module sees them: in a compilation of several modules, two may have
 * types of the same name, and a look-up that asks all of them finds neither. Stateless.
 */
public final class TypeLookup {

  private TypeLookup() {}

  /** The type that code in the module means by the name, unless there is none. */
  public static @Nullable TypeElement find(
      Elements elements, @Nullable ModuleElement module, CharSequence name) {
    return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
  }

  /** A type of the module {@code java.base}. */
  static @Nullable TypeElement findInBase(Elements elements, CharSequence name) {
    return find(elements, elements.getModuleElement("java.base"), name);
  }

  /** The same type in this round, which has elements of its own; null if no code can name it. */
  public static @Nullable TypeElement refresh(Elements elements, TypeElement type) {
    @Nullable ModuleElement module = elements.getModuleOf(type);
    return find(
        elements,
        module == null ? null : elements.getModuleElement(module.getQualifiedName()),
        type.getQualifiedName());
  }

  /**
   * What the compiler's {@code Filer} must be told before the name of a file that belongs to the
   * type, to know the module: {@code com.acme.shop/}, or nothing where the name is enough.
   */
  public static String modulePrefix(Elements elements, TypeElement type) {
    @Nullable ModuleElement module = elements.getModuleOf(type);
    return module == null
            || module.isUnnamed()
            || elements.getAllTypeElements(type.getQualifiedName()).size() < 2
        ? ""
        : module.getQualifiedName() + "/";
  }

  /** The same for the same type in each round. */
  static String key(Elements elements, TypeElement type) {
    @Nullable ModuleElement module = elements.getModuleOf(type);
    return (module == null ? "" : module.getQualifiedName()) + "/" + elements.getBinaryName(type);
  }
}
