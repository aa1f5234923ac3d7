package io.tightwire.processor.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads lock files, which {@link LockWriter} writes and people may edit. Confined to one use. */
public final class LockReader {

  /** One line: its first word, and the rest. Immutable. */
  private record Entry(int line, String keyword, String rest) {}

  /** The mark that some editors put at the beginning of files. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final SortedMap<String, Operation> operations = new TreeMap<>();
  private final SortedMap<String, Shape> shapes = new TreeMap<>();
  private final SortedMap<String, Shape.Structure> exceptions = new TreeMap<>();
  private @Nullable String service;

  private LockReader() {}

  /**
   * Returns the contract that a lock file holds.
   *
   * @throws BadLockException if it holds none
   */
  public static Contract read(String text) throws BadLockException {
    return new LockReader().contract(text);
  }

  private Contract contract(String text) throws BadLockException {
    List<Entry> block = new ArrayList<>();
    int number = 0;
    String read = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    for (String line : read.lines().toList()) {
      number++;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0))) {
        add(block);
        block.clear();
      }
      String[] words = line.strip().split("\\s+", 2);
      block.add(new Entry(number, words[0], words.length < 2 ? "" : words[1].strip()));
    }
    add(block);
    if (service == null || service.isEmpty()) {
      throw new BadLockException("it does not name its service");
    }
    Contract contract = new Contract(service, operations, shapes, exceptions);
    checkReferences(contract);
    return contract;
  }

  private void add(List<Entry> block) throws BadLockException {
    if (block.isEmpty()) {
      return;
    }
    Entry head = block.get(0);
    List<Entry> entries = block.subList(1, block.size());
    switch (head.keyword()) {
      case "service" -> service(head, entries);
      case "method" -> put(operations, head, operation(head, entries));
      case "record" -> put(shapes, head, new Shape.Structure(fields(entries), null));
      case "enum" -> put(shapes, head, new Shape.Enumeration(names("constant", entries), null));
      case "sealed" -> put(shapes, head, new Shape.Union(cases(entries), null));
      case "custom" -> put(shapes, head, custom(head, entries));
      case "exception" -> put(exceptions, head, new Shape.Structure(fields(entries), null));
      default -> throw unexpected(head);
    }
  }

  private void service(Entry head, List<Entry> entries) throws BadLockException {
    if (service != null || !entries.isEmpty()) {
      throw unexpected(entries.isEmpty() ? head : entries.get(0));
    }
    service = head.rest();
  }

  private static <T> void put(Map<String, T> all, Entry head, T value) throws BadLockException {
    if (all.putIfAbsent(head.rest(), value) != null) {
      throw new BadLockException(head.line(), head.rest() + " is there twice");
    }
  }

  private static Operation operation(Entry head, List<Entry> entries) throws BadLockException {
    List<Field> parameters = new ArrayList<>();
    SortedSet<String> thrown = new TreeSet<>();
    Field input = null;
    Entry result = null;
    for (Entry entry : entries) {
      switch (entry.keyword()) {
        case "takes" -> parameters.add(field(entry));
        case "takes-stream" -> {
          if (input != null) {
            throw unexpected(entry);
          }
          input = field(entry);
        }
        case "returns", "streams" -> {
          if (result != null) {
            throw unexpected(entry);
          }
          result = entry;
        }
        case "throws" -> thrown.add(entry.rest());
        default -> throw unexpected(entry);
      }
    }
    if (result == null) {
      throw new BadLockException(head.line(), "a method \"returns\" or \"streams\" something");
    }
    return new Operation(
        head.rest(),
        result.keyword().equals("streams"),
        parameters,
        input,
        form(result, result.rest()),
        true,
        thrown,
        Operation.Hints.NONE,
        null);
  }

  private static List<Field> fields(List<Entry> entries) throws BadLockException {
    List<Field> fields = new ArrayList<>();
    for (Entry entry : expect("field", entries)) {
      fields.add(field(entry));
    }
    return fields;
  }

  private static SortedSet<String> names(String keyword, List<Entry> entries)
      throws BadLockException {
    SortedSet<String> names = new TreeSet<>();
    for (Entry entry : expect(keyword, entries)) {
      names.add(entry.rest());
    }
    return names;
  }

  private static SortedMap<String, WireForm> cases(List<Entry> entries) throws BadLockException {
    SortedMap<String, WireForm> cases = new TreeMap<>();
    for (Entry entry : expect("case", entries)) {
      Field field = field(entry);
      if (cases.put(field.name(), field.form()) != null) {
        throw unexpected(entry);
      }
    }
    return cases;
  }

  private static Shape custom(Entry head, List<Entry> entries) throws BadLockException {
    if (expect("java", entries).size() != 1) {
      throw new BadLockException(head.line(), "one line \"java\" must follow");
    }
    return new Shape.CustomType(entries.get(0).rest(), null);
  }

  private static List<Entry> expect(String keyword, List<Entry> entries) throws BadLockException {
    for (Entry entry : entries) {
      if (!entry.keyword().equals(keyword)) {
        throw unexpected(entry);
      }
    }
    return entries;
  }

  private static Field field(Entry entry) throws BadLockException {
    String[] words = entry.rest().split("\\s+", 2);
    if (words.length < 2) {
      throw new BadLockException(entry.line(), "a name and a type must follow " + entry.keyword());
    }
    return new Field(words[0], form(entry, words[1]), false, true, null);
  }

  private static WireForm form(Entry entry, String text) throws BadLockException {
    WireForm form = WireForm.parse(text);
    if (form == null) {
      throw new BadLockException(entry.line(), '"' + text + "\" is no type");
    }
    return form;
  }

  private static BadLockException unexpected(Entry entry) {
    return new BadLockException(entry.line(), '"' + entry.keyword() + "\" can't be here");
  }

  private static void checkReferences(Contract contract) throws BadLockException {
    for (Operation operation : contract.operations().values()) {
      for (Field parameter : operation.parameters()) {
        checkReferences(contract, parameter.form());
      }
      if (operation.input() != null) {
        checkReferences(contract, operation.input().form());
      }
      checkReferences(contract, operation.result());
      for (String exception : operation.exceptions()) {
        if (!contract.exceptions().containsKey(exception)) {
          throw missing(exception);
        }
      }
    }
    Stream<Shape> all =
        Stream.concat(contract.shapes().values().stream(), contract.exceptions().values().stream());
    for (Shape shape : all.toList()) {
      for (WireForm form : forms(shape)) {
        checkReferences(contract, form);
      }
    }
  }

  private static List<WireForm> forms(Shape shape) {
    if (shape instanceof Shape.Structure structure) {
      return structure.fields().stream().map(Field::form).toList();
    }
    return shape instanceof Shape.Union union ? List.copyOf(union.cases().values()) : List.of();
  }

  private static void checkReferences(Contract contract, WireForm form) throws BadLockException {
    if (form.isReference() && !contract.shapes().containsKey(form.shape())) {
      throw missing(form.shape());
    }
    for (WireForm part : form.parts()) {
      checkReferences(contract, part);
    }
  }

  private static BadLockException missing(String name) {
    return new BadLockException("it mentions " + name + ", which it does not describe");
  }
}
