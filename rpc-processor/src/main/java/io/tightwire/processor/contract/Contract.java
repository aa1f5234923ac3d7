package io.tightwire.processor.contract;

import io.tightwire.processor.model.ServiceModel;
import java.util.SortedMap;

/**
 * What clients and servers of a service must agree on. Sorted by name throughout, so that the order
 * in which things are written in Java has no influence. Immutable.
 *
 * @param service the service's name on the wire
 * @param operations its methods by their names on the wire
 * @param shapes the types that they reach, under names that are unique here
 * @param exceptions the state of those that they declare, by the names that ERROR frames have
 */
public record Contract(
    String service,
    SortedMap<String, Operation> operations,
    SortedMap<String, Shape> shapes,
    SortedMap<String, Shape.Structure> exceptions) {

  /** The contract of a valid service. */
  public static Contract of(ServiceModel service) {
    return new ContractBuilder(service).build();
  }

  /** The same, with what the compiler does not show as it was. */
  public Contract completedFrom(Contract former) {
    return MissingDetails.fill(this, former);
  }

  /** What a reference refers to. */
  public Shape shape(WireForm reference) {
    Shape shape = shapes.get(reference.shape());
    if (shape == null) {
      throw new IllegalArgumentException("No shape of " + reference + " in " + service);
    }
    return shape;
  }

  /** What an operation throws. */
  public Shape.Structure exception(String name) {
    Shape.Structure state = exceptions.get(name);
    if (state == null) {
      throw new IllegalArgumentException("No state of " + name + " in " + service);
    }
    return state;
  }
}
