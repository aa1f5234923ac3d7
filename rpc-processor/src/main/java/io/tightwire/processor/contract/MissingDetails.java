package io.tightwire.processor.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what class files do not show. Incremental builds read most types from class files, which
 * do not hold the names of an interface's parameters; and if a class file can't be found, it is
 * unknown where null is allowed (so it is taken to be allowed everywhere). Such details are assumed
 * to be as they were. Stateless.
 */
final class MissingDetails {

  private MissingDetails() {}

  /**
   * Returns the contract with unknown details taken from the former one. Types with the same name
   * are taken to be the same.
   */
  static Contract fill(Contract contract, Contract former) {
    SortedMap<String, Operation> operations = new TreeMap<>(contract.operations());
    operations.replaceAll((name, o) -> fill(o, former.operations().get(name)));
    SortedMap<String, Shape> shapes = new TreeMap<>(contract.shapes());
    shapes.replaceAll((name, shape) -> fill(shape, former.shapes().get(name)));
    return new Contract(
        contract.service(),
        Collections.unmodifiableSortedMap(operations),
        Collections.unmodifiableSortedMap(shapes),
        contract.exceptions());
  }

  private static Operation fill(Operation present, @Nullable Operation former) {
    return former == null
        ? present
        : new Operation(
            present.name(),
            present.streaming(),
            fill(present.parameters(), former.parameters()),
            filled(present.input(), former.input(), present.parameters().size()),
            fill(present.result(), former.result(), present.nullabilityKnown()),
            present.nullabilityKnown(),
            present.exceptions(),
            present.hints(),
            present.origin());
  }

  private static Shape fill(Shape present, @Nullable Shape former) {
    return present instanceof Shape.Structure a && former instanceof Shape.Structure b
        ? new Shape.Structure(fill(a.fields(), b.fields()), a.origin())
        : present;
  }

  private static List<Field> fill(List<Field> present, List<Field> former) {
    List<Field> fields = new ArrayList<>(present);
    for (int i = 0; i < Math.min(present.size(), former.size()); i++) {
      fields.set(i, fill(present.get(i), former.get(i), i));
    }
    return List.copyOf(fields);
  }

  /**
   * Returns a stream that is taken, with unknown details filled in.
   *
   * @param index its place among the parameters
   */
  private static @Nullable Field filled(
      @Nullable Field present, @Nullable Field former, int index) {
    return present == null || former == null ? present : fill(present, former, index);
  }

  private static Field fill(Field field, Field was, int index) {
    String name = field.name().equals("arg" + index) ? was.name() : field.name();
    WireForm form = fill(field.form(), was.form(), field.nullabilityKnown());
    return new Field(name, form, field.mayBeMissing(), field.nullabilityKnown(), field.origin());
  }

  private static WireForm fill(WireForm present, WireForm former, boolean known) {
    return known || !present.looksLike(former) ? present : present.withNullabilityOf(former);
  }
}
