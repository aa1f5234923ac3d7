package io.tightwire.processor;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of one compilation, loaded. Confined to one test. */
final class GeneratedClasses {

  private final Compilation compilation;
  private final ClassLoader loader;

  GeneratedClasses(Compilation compilation) {
    this.compilation = compilation;
    try {
      URL[] classes = {compilation.classes().toUri().toURL()};
      this.loader = new URLClassLoader(classes, GeneratedClasses.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  Class<?> load(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(compilation.report(), e);
    }
  }

  /** Creates an instance of a class with one constructor. */
  Object create(String name, Object... arguments) throws Exception {
    Constructor<?> constructor = load(name).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }

  /**
   * Calls the method of a name that takes as many arguments, and returns its result. Its exceptions
   * are not wrapped.
   */
  static Object call(Object target, String name, @Nullable Object... arguments) throws Exception {
    Method method =
        Stream.of(target.getClass().getDeclaredMethods())
            .filter(m -> m.getName().equals(name) && !m.isBridge())
            .filter(m -> m.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(invoke(method, target, arguments));
  }

  static Method method(Class<?> type, String name) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && !method.isBridge())
        .findFirst()
        .orElseThrow();
  }

  static @Nullable Object invoke(
      Method method, @Nullable Object target, @Nullable Object... arguments) throws Exception {
    method.setAccessible(true);
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    }
  }
}
