package io.tightwire.processor.validate;

import io.tightwire.processor.contract.Contract;
import io.tightwire.processor.contract.Operation;
import io.tightwire.processor.contract.Shape;
import io.tightwire.processor.contract.WireForm;
import io.tightwire.processor.diagnostics.Problem;
import io.tightwire.processor.model.ServiceModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks which changes of a service are compatible. Clients that were built before a change must be
 * able to call a server that was built after it; and rebuilt clients a server that was built
 * before, as long as they do not use what is new. Confined to one comparison.
 */
public final class EvolutionRules {

  private final ServiceModel service;
  private final Contract before;
  private final Contract now;
  private final BreakingChanges changes;
  private final FieldRules fields;
  private final Set<String> compared = new HashSet<>();

  private EvolutionRules(ServiceModel service, Contract before, Contract now, String lock) {
    this.service = service;
    this.before = before;
    this.now = now;
    this.changes = new BreakingChanges(service.origin(), lock);
    this.fields = new FieldRules(changes, this::shapes);
  }

  /**
   * Returns all breaking changes, each once.
   *
   * @param lock the file of the former contract, for messages
   */
  public static List<Problem> check(
      ServiceModel service, Contract before, Contract now, String lock) {
    EvolutionRules rules = new EvolutionRules(service, before, now, lock);
    rules.service();
    before.operations().forEach(rules::operation);
    return rules.changes.problems();
  }

  private void service() {
    if (!before.service().equals(now.service())) {
      changes.add(
          service.label()
              + " is "
              + quoted(now.service())
              + " on the wire, and was "
              + quoted(before.service()),
          "clients that were built before do not find it",
          service.origin());
    }
  }

  private void operation(String name, Operation old) {
    String label = service.label() + '.' + name;
    Operation present = now.operations().get(name);
    if (present == null) {
      changes.add(
          service.label() + " has no method any more that is " + quoted(name) + " on the wire",
          "clients that were built before still call it",
          service.origin());
    } else if (old.streaming() != present.streaming()) {
      changes.add(
          label
              + (present.streaming()
                  ? " responds with a stream, and did so with one value"
                  : " responds with one value, and did so with a stream"),
          "clients that were built before can't call it",
          present.origin());
    } else if ((old.input() == null) != (present.input() == null)) {
      changes.add(
          label
              + (present.input() == null
                  ? " takes no stream any more"
                  : " takes a stream, and did not"),
          "clients that were built before can't call it",
          present.origin());
    } else {
      fields.parameters(label, old, present);
      if (old.input() != null && present.input() != null) {
        fields.form(
            "Stream \"" + present.input().name() + "\" of " + label,
            present.input().origin(),
            old.input().form(),
            present.input().form(),
            Direction.REQUEST);
      }
      fields.form(
          "The result of " + label,
          present.origin(),
          old.result(),
          present.result(),
          Direction.RESPONSE);
      exceptions(label, old, present);
    }
  }

  private void exceptions(String label, Operation old, Operation present) {
    for (String name : old.exceptions()) {
      if (present.exceptions().contains(name)) {
        fields.structure(name, before.exception(name), now.exception(name), Direction.RESPONSE);
      } else {
        changes.add(
            label + " does not declare " + name + " any more",
            "rebuilt clients can't be given it by servers that were built before, nor former"
                + " clients what has come in its place",
            present.origin());
      }
    }
  }

  /** Compares types by their structure, since their names are not on the wire. */
  private void shapes(WireForm old, WireForm present, Direction direction) {
    String name = present.shape();
    if (!compared.add(direction + " " + old.shape() + ' ' + name)) {
      return;
    }
    Shape was = before.shape(old);
    Shape is = now.shape(present);
    if (was instanceof Shape.Structure a && is instanceof Shape.Structure b) {
      fields.structure(name, a, b, direction);
    } else if (was instanceof Shape.Enumeration a && is instanceof Shape.Enumeration b) {
      names(name, a.constants(), b.constants(), is, direction);
    } else if (was instanceof Shape.Union a && is instanceof Shape.Union b) {
      names(
          name,
          new TreeSet<>(a.cases().keySet()),
          new TreeSet<>(b.cases().keySet()),
          is,
          direction);
      cases(a, b, direction);
    } else if (!(was instanceof Shape.CustomType a
        && is instanceof Shape.CustomType b
        && a.javaName().equals(b.javaName()))) {
      changes.add(
          name + " is " + what(is) + ", and was " + what(was),
          "neither side can read what the other sends if it was built before",
          is.origin());
    }
  }

  private void cases(Shape.Union was, Shape.Union is, Direction direction) {
    was.cases()
        .forEach(
            (tag, old) -> {
              WireForm present = is.cases().get(tag);
              if (present != null) {
                fields.form(tag, is.origin(), old, present, direction);
              }
            });
  }

  /** Compares an enum's constants, or a sealed interface's cases. */
  private void names(
      String label, SortedSet<String> was, SortedSet<String> is, Shape shape, Direction direction) {
    for (String name : was) {
      if (!is.contains(name)) {
        changes.add(
            label + " does not have " + name + " any more",
            direction == Direction.REQUEST
                ? "clients that were built before may still send it, and the server can't read it"
                : "servers that were built before may still respond with it, and rebuilt clients"
                    + " can't read it",
            shape.origin());
      }
    }
    for (String name : is) {
      if (!was.contains(name) && direction == Direction.RESPONSE) {
        changes.add(
            label + " can now be " + name + " in responses",
            "clients that were built before can't read it",
            shape.origin());
      }
    }
  }

  private static String what(Shape shape) {
    if (shape instanceof Shape.Structure) {
      return "a record";
    } else if (shape instanceof Shape.Enumeration) {
      return "an enum";
    } else if (shape instanceof Shape.Union) {
      return "a sealed interface";
    }
    return "what the codec of " + ((Shape.CustomType) shape).javaName() + " writes";
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  /** The direction in which a value is sent. Immutable. */
  enum Direction {
    /** From clients to servers. */
    REQUEST,
    /** From servers to clients: results, items, the state of exceptions. */
    RESPONSE
  }
}
