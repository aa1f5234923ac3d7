package io.tightwire.processor.scan;

import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds types by name, as one module sees them. In a compilation of several modules, two may have
 * types of the same name, and a look-up in all modules finds neither. Stateless.
 */
public final class TypeLookup {

  private TypeLookup() {}

  /** Returns the type that code in the module means by a name; null if there is none. */
  public static @Nullable TypeElement find(
      Elements elements, @Nullable ModuleElement module, CharSequence name) {
    return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
  }

  /** Returns a type of the module {@code java.base}. */
  static @Nullable TypeElement findInBase(Elements elements, CharSequence name) {
    return find(elements, elements.getModuleElement("java.base"), name);
  }

  /**
   * Returns the same type in the current round, since each round has new elements; null if no code
   * can name it.
   */
  public static @Nullable TypeElement refresh(Elements elements, TypeElement type) {
    @Nullable ModuleElement module = elements.getModuleOf(type);
    return find(
        elements,
        module == null ? null : elements.getModuleElement(module.getQualifiedName()),
        type.getQualifiedName());
  }

  /**
   * Returns the prefix of file names from which the compiler's {@code Filer} knows the type's
   * module: {@code com.acme.shop/}; empty where the name is enough.
   */
  public static String modulePrefix(Elements elements, TypeElement type) {
    @Nullable ModuleElement module = elements.getModuleOf(type);
    return module == null
            || module.isUnnamed()
            || elements.getAllTypeElements(type.getQualifiedName()).size() < 2
        ? ""
        : module.getQualifiedName() + "/";
  }

  /** Returns a key of the type, which is the same in each round. */
  static String key(Elements elements, TypeElement type) {
    @Nullable ModuleElement module = elements.getModuleOf(type);
    return (module == null ? "" : module.getQualifiedName()) + "/" + elements.getBinaryName(type);
  }
}
