package io.tightwire.processor;

import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A generated holder of codecs, compiled and loaded. Confined to one test. */
final class GeneratedCodecs {

  private static final int MAX_SIZE = 1 << 20;

  private final Class<?> holder;

  GeneratedCodecs(Class<?> holder) {
    this.holder = holder;
  }

  /** Compiles the sources and loads one holder of codecs. */
  static GeneratedCodecs compile(Path sources, Path scratch, String holder) {
    return new GeneratedCodecs(new GeneratedClasses(Compilation.of(sources, scratch)).load(holder));
  }

  /** Returns the names of the types that it writes and reads. */
  List<String> names() {
    return Stream.of(holder.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> name.startsWith("write"))
        .map(name -> name.substring("write".length()))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  Type type(String name) {
    return method("read" + name).getGenericReturnType();
  }

  byte[] write(String name, @Nullable Object value) {
    WireWriter out = new WireWriter(64, MAX_SIZE);
    invoke(method("write" + name), out, value);
    return out.toByteArray();
  }

  @Nullable Object read(String name, byte[] bytes) {
    return invoke(method("read" + name), new WireReader(bytes));
  }

  private Method method(String name) {
    return GeneratedClasses.method(holder, name);
  }

  private static @Nullable Object invoke(Method method, @Nullable Object... arguments) {
    try {
      return GeneratedClasses.invoke(method, null, arguments);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
