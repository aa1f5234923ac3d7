package io.tightwire;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names that Tightwire, and the parts of its dependencies that it uses, look up at run time. Native
 * images hold such things only if {@code reachability-metadata.json} names them.
 */
final class ReflectionTest {

  private static final String METADATA =
      "/META-INF/native-image/io.tightwire/rpc-runtime/reachability-metadata.json";

  /** Methods that look names up, to which no other code may refer. */
  private static final Pattern LOOK_UP =
      Pattern.compile(
          "java\\.lang\\.Class\\.(forName|newInstance|get(Declared)?(Field|Method|Constructor)s?"
              + "|getRecordComponents|getResource.*)"
              + "|java\\.lang\\.ClassLoader\\.(loadClass|getResource.*|getSystemResource.*)"
              + "|java\\.lang\\.System\\.load(Library)?"
              + "|java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find|unreflect).*"
              + "|java\\.lang\\.reflect\\.(Array|Proxy)\\.newInstance|.*Proxy\\.newProxyInstance"
              + "|java\\.util\\.concurrent\\.atomic\\..*Updater\\.newUpdater"
              + "|java\\.util\\.(ServiceLoader\\.load.*|ResourceBundle\\.getBundle)"
              + "|java\\.io\\.ObjectInputStream\\.<init>");

  @Test
  void namesThatAreLookedUpAreKnown() {
    Map<String, Set<String>> lookUps = new TreeMap<>();
    for (JavaClass type : reached()) {
      for (JavaCodeUnitAccess<?> call : type.getCodeUnitAccessesFromSelf()) {
        String target = call.getTargetOwner().getName() + "." + call.getTarget().getName();
        if (LOOK_UP.matcher(target).matches()) {
          lookUps
              .computeIfAbsent(type.getName(), name -> new TreeSet<>())
              .add(call.getTarget().getName());
        }
      }
    }

    assertThat(lookUps)
        .isEqualTo(
            Map.of(
                // Providers of services: native images hold those that they find when built.
                "io.tightwire.internal.discovery.Providers",
                Set.of("load"),
                // Classes to preload, which native images have.
                "io.tightwire.internal.lifecycle.ClassPreloader",
                Set.of("forName"),
                // These are in the metadata.
                "io.tightwire.generated.ServiceDescription",
                Set.of("getResourceAsStream"),
                "zmq.io.net.tcp.TcpUtils$SocketOptionsProvider",
                Set.of("loadClass", "getField"),
                // Allocators and selectors that are given by their names: ours are objects.
                "zmq.Options",
                Set.of("forName", "newInstance", "getConstructor"),
                // Decoders other than JeroMQ's: there are none.
                "zmq.io.StreamEngine",
                Set.of("getConstructor"),
                // Subscriptions, which neither ROUTER nor DEALER knows.
                "zmq.util.Utils",
                Set.of("newInstance")));
  }

  /** All classes that ours depend on, however indirectly, but for those of the JDK. */
  private static Set<JavaClass> reached() {
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> open =
        new ArrayDeque<>(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                    "io.tightwire", "zmq", "org.zeromq", "org.msgpack", "com.neilalexander")
                .that(resideInAPackage("io.tightwire..")));
    while (!open.isEmpty()) {
      JavaClass type = open.pop().getBaseComponentType();
      if (!type.getPackageName().startsWith("java.") && reached.add(type)) {
        type.getDirectDependenciesFromSelf().forEach(next -> open.push(next.getTargetClass()));
      }
    }
    return reached;
  }

  @Test
  void namesInTheMetadataExist() throws Exception {
    List<Class<?>> types = new ArrayList<>();
    for (String type : names("typeReached", "type")) {
      types.add(Class.forName(type, false, getClass().getClassLoader()));
    }
    List<String> members = new ArrayList<>();
    for (Class<?> type : types) {
      Stream.of(type.getFields()).map(Field::getName).forEach(members::add);
      Stream.of(type.getMethods()).map(Method::getName).forEach(members::add);
    }

    assertThat(types)
        .extracting(Class::getName)
        .contains("zmq.io.net.tcp.TcpUtils", "jdk.net.ExtendedSocketOptions");
    assertThat(names("name")).contains("TCP_KEEPIDLE").allMatch(members::contains);
  }

  private static List<String> names(String... keys) throws IOException {
    String key = String.join("|", keys);
    return Pattern.compile("\"(?:" + key + ")\": \"([^\"]+)\"")
        .matcher(metadata())
        .results()
        .map(ReflectionTest::group)
        .toList();
  }

  private static String metadata() throws IOException {
    try (InputStream metadata = ReflectionTest.class.getResourceAsStream(METADATA)) {
      return new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String group(MatchResult result) {
    return result.group(1);
  }
}
