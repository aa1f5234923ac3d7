package io.tightwire.cli.describe;

import io.tightwire.cli.describe.Service.Custom;
import io.tightwire.cli.describe.Service.Definition;
import io.tightwire.cli.describe.Service.Enumeration;
import io.tightwire.cli.describe.Service.Field;
import io.tightwire.cli.describe.Service.Method;
import io.tightwire.cli.describe.Service.Structure;
import io.tightwire.cli.describe.Service.Union;
import io.tightwire.cli.describe.Service.WireType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A service as a Java interface, which the compiler accepts: its types are nested in it. Confined
 * to one use.
 */
public final class JavaText {

  private static final Map<String, String> SCALARS =
      Map.ofEntries(
          Map.entry("string", "String"),
          Map.entry("bytes", "byte[]"),
          Map.entry("big_integer", "java.math.BigInteger"),
          Map.entry("big_decimal", "java.math.BigDecimal"),
          Map.entry("uuid", "java.util.UUID"),
          Map.entry("instant", "java.time.Instant"),
          Map.entry("duration", "java.time.Duration"),
          Map.entry("local_date", "java.time.LocalDate"),
          Map.entry("local_time", "java.time.LocalTime"),
          Map.entry("local_date_time", "java.time.LocalDateTime"),
          Map.entry("offset_date_time", "java.time.OffsetDateTime"),
          Map.entry("zoned_date_time", "java.time.ZonedDateTime"),
          Map.entry("zone_id", "java.time.ZoneId"),
          Map.entry("uri", "java.net.URI"));

  private static final Map<String, String> BOXES = Map.of("char", "Character", "int", "Integer");

  private static final String NULLABLE = "Nullable";

  private final Service service;
  private final StringBuilder text = new StringBuilder();
  private boolean usesNullable;

  private JavaText(Service service) {
    this.service = service;
  }

  /** Returns the interface. */
  public static String of(Service service) {
    return new JavaText(service).text();
  }

  private String text() {
    text.append("// ").append(service.name()).append('\n');
    text.append("interface ").append(identifier(last(service.name()))).append(" {\n");
    service.methods().forEach(this::method);
    service.types().forEach(this::definition);
    service.exceptions().forEach(this::exception);
    if (usesNullable) {
      text.append("\n  // may be null\n  @java.lang.annotation.Target(")
          .append("java.lang.annotation.ElementType.TYPE_USE)\n  @interface ")
          .append(NULLABLE)
          .append(" {}\n");
    }
    return text.append("}\n").toString();
  }

  private void method(Method method) {
    text.append('\n');
    if (method.idempotent() || method.timeout() != null) {
      text.append("  // ")
          .append(method.idempotent() ? "idempotent" : "")
          .append(method.idempotent() && method.timeout() != null ? ", " : "")
          .append(method.timeout() == null ? "" : "timeout " + method.timeout())
          .append('\n');
    }
    text.append("  ")
        .append(
            method.streaming()
                ? "java.util.stream.Stream<" + boxed(method.result()) + '>'
                : type(method.result()))
        .append(' ')
        .append(identifier(method.name()))
        .append('(')
        .append(parameters(method))
        .append(')')
        .append(method.exceptions().isEmpty() ? "" : " throws ")
        .append(
            method.exceptions().stream()
                .map(JavaText::exceptionName)
                .collect(Collectors.joining(", ")))
        .append(";\n");
  }

  private void definition(String name, Definition definition) {
    text.append("\n  ");
    String shown = identifier(name);
    if (definition instanceof Structure structure) {
      text.append("record ").append(shown).append('(').append(fields(structure.components()));
      text.append(')').append(implemented(name)).append(" {}\n");
    } else if (definition instanceof Enumeration enumeration) {
      text.append("enum ").append(shown).append(implemented(name)).append(" {\n    ");
      text.append(String.join(", ", enumeration.constants())).append("\n  }\n");
    } else if (definition instanceof Union union) {
      String cases =
          union.cases().values().stream()
              .map(each -> identifier(each.name()))
              .collect(Collectors.joining(", "));
      text.append("sealed interface ").append(shown).append(implementedBy(name, "extends"));
      text.append(" permits ").append(cases).append(" {}\n");
    } else if (definition instanceof Custom custom) {
      String parents = implementedBy(name, "extends");
      text.append("// ").append(custom.javaName()).append(" has a codec of its own\n  ");
      text.append(parents.isEmpty() ? "" : "non-sealed ");
      text.append("interface ").append(shown).append(parents).append(" {}\n");
    }
  }

  private String implemented(String name) {
    return implementedBy(name, "implements");
  }

  /** Returns the clause with the sealed types that a type is a case of. */
  private String implementedBy(String name, String keyword) {
    List<String> parents =
        service.types().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Union union && hasCase(union, name))
            .map(entry -> identifier(entry.getKey()))
            .toList();
    return parents.isEmpty() ? "" : ' ' + keyword + ' ' + String.join(", ", parents);
  }

  private static boolean hasCase(Union union, String name) {
    return union.cases().values().stream().anyMatch(each -> each.name().equals(name));
  }

  private void exception(String name, List<Field> state) {
    if (name.startsWith("java.")) {
      return; // the reader's JDK has it
    }
    String shown = exceptionName(name);
    text.append("\n  // ").append(name).append("\n  final class ").append(shown);
    text.append(" extends Exception {\n    ").append(shown).append('(').append(fields(state));
    text.append(") {}\n  }\n");
  }

  private static String exceptionName(String name) {
    return name.startsWith("java.") ? name.replace('$', '.') : identifier(last(name));
  }

  private String parameters(Method method) {
    String parameters = fields(method.parameters());
    Field input = method.input();
    if (input == null) {
      return parameters;
    }
    String stream =
        "java.util.stream.Stream<" + boxed(input.type()) + "> " + identifier(input.name());
    return parameters.isEmpty() ? stream : parameters + ", " + stream;
  }

  private String fields(List<Field> fields) {
    return fields.stream()
        .map(field -> type(field.type()) + ' ' + identifier(field.name()))
        .collect(Collectors.joining(", "));
  }

  private String type(WireType type) {
    boolean primitive = !type.nullable() && SourceVersion.isKeyword(type.kind());
    return primitive ? type.kind() : boxed(type);
  }

  private String boxed(WireType type) {
    String name = reference(type);
    return type.nullable() && !type.kind().equals("void") && !isNullableTaken()
        ? nullable(name)
        : name;
  }

  /** Returns the type with the annotation where Java wants it: before the last part of its name. */
  private String nullable(String name) {
    usesNullable = true;
    if (name.endsWith("[]")) {
      return name.substring(0, name.length() - 2) + " @Nullable []";
    }
    int arguments = name.indexOf('<');
    int last = name.lastIndexOf('.', arguments < 0 ? name.length() : arguments) + 1;
    return name.substring(0, last) + "@Nullable " + name.substring(last);
  }

  /** Returns whether a type of the service has the annotation's name. */
  private boolean isNullableTaken() {
    return service.types().containsKey(NULLABLE);
  }

  private String reference(WireType type) {
    return switch (type.kind()) {
      case "type" -> identifier(type.name());
      case "void" -> "Void";
      case "list" -> "java.util.List<" + boxed(type.parts().get(0)) + '>';
      case "map" ->
          "java.util.Map<" + boxed(type.parts().get(0)) + ", " + boxed(type.parts().get(1)) + '>';
      default -> {
        String scalar = SCALARS.get(type.kind());
        yield scalar != null ? scalar : BOXES.getOrDefault(type.kind(), capitalized(type.kind()));
      }
    };
  }

  private static String capitalized(String kind) {
    return kind.isEmpty() ? kind : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
  }

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** Returns a name that Java allows: names on the wire may have other characters. */
  private static String identifier(String name) {
    if (SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name)) {
      return name;
    }
    String replaced =
        name.codePoints()
            .map(each -> Character.isJavaIdentifierPart(each) ? each : '_')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return SourceVersion.isIdentifier(replaced) && !SourceVersion.isKeyword(replaced)
        ? replaced
        : '_' + replaced;
  }
}
