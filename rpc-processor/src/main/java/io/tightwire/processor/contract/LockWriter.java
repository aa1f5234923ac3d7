package io.tightwire.processor.contract;

/**
 * Writes a contract as a lock file: one fact on each line, so that a diff shows each change. The
 * same contract gives the same bytes. Confined to one use.
 */
public final class LockWriter {

  private static final String HEAD =
      """
      # What clients and servers of the service must agree on. To be kept under version control; written
      # by Tightwire's annotation processor with -Atightwire.lock.update=true, and compared by it always.
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  private LockWriter() {}

  /** Returns the text of the lock file. */
  public static String write(Contract contract) {
    return new LockWriter().text(contract);
  }

  private String text(Contract contract) {
    line("service " + contract.service());
    contract.operations().values().forEach(this::operation);
    contract.shapes().forEach(this::shape);
    contract
        .exceptions()
        .forEach(
            (name, state) -> {
              begin("exception " + name);
              fields(state);
            });
    return text.toString();
  }

  private void operation(Operation operation) {
    begin("method " + operation.name());
    operation.parameters().forEach(parameter -> entry("takes " + parameter));
    if (operation.input() != null) {
      entry("takes-stream " + operation.input());
    }
    entry((operation.streaming() ? "streams " : "returns ") + operation.result());
    operation.exceptions().forEach(name -> entry("throws " + name));
  }

  private void shape(String name, Shape shape) {
    if (shape instanceof Shape.Structure structure) {
      begin("record " + name);
      fields(structure);
    } else if (shape instanceof Shape.Enumeration enumeration) {
      begin("enum " + name);
      enumeration.constants().forEach(constant -> entry("constant " + constant));
    } else if (shape instanceof Shape.Union union) {
      begin("sealed " + name);
      union.cases().forEach((tag, form) -> entry("case " + tag + ' ' + form));
    } else if (shape instanceof Shape.CustomType custom) {
      begin("custom " + name);
      entry("java " + custom.javaName());
    }
  }

  private void fields(Shape.Structure structure) {
    structure.fields().forEach(field -> entry("field " + field));
  }

  private void begin(String line) {
    text.append('\n');
    line(line);
  }

  private void entry(String line) {
    line("  " + line);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
