package io.tightwire.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/**
 * The place in a service where a type occurs. Immutable.
 *
 * @param subject the parameter or result through which it is reached
 * @param element the element that the compiler points at
 * @param inside whether it is a part of the subject's type rather than that type itself
 * @param path the path to it: record, component, component of that …; empty for the subject's own
 *     type
 */
public record Place(String subject, Element element, boolean inside, List<String> path) {

  private static final int MAX_STEPS = 8;

  /** Returns the place of the subject's type. */
  public static Place of(String subject, Element element) {
    return new Place(subject, element, false, List.of());
  }

  /** Returns the place of a type argument, or of an array's elements. */
  public Place part() {
    return new Place(subject, element, true, path);
  }

  /** Returns the place of a record's component. */
  public Place component(String owner, String name) {
    List<String> longer = new ArrayList<>(path);
    if (longer.isEmpty()) {
      longer.add(owner);
    }
    longer.add(name);
    return new Place(subject, element, true, List.copyOf(longer));
  }

  /** Returns whether it is the whole result of a method. */
  boolean isResult() {
    return !inside && path.isEmpty() && element.getKind() == ElementKind.METHOD;
  }

  /**
   * Returns the beginning of a message: {@code Parameter "p" of S.m contains T (Person → address →
   * zone)}.
   */
  String has(String type) {
    String text = subject + (inside ? " contains " : " has type ") + type;
    return path.isEmpty() ? text : text + " (" + String.join(" → ", shortPath()) + ')';
  }

  private List<String> shortPath() {
    if (path.size() <= MAX_STEPS) {
      return path;
    }
    List<String> steps = new ArrayList<>(path.subList(0, MAX_STEPS - 2));
    steps.add("…");
    steps.add(path.get(path.size() - 1));
    return steps;
  }
}
