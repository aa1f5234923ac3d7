package io.tightwire.processor.contract;

import io.tightwire.processor.model.ServiceModel;
import java.util.SortedMap;

/**
 * The contract that clients and servers of a service must agree on. Everything is sorted by name,
 * so that the order of declarations in Java has no influence. Immutable.
 *
 * @param service the service's name on the wire
 * @param operations the methods by their names on the wire
 * @param shapes the types that the methods reach, under names that are unique in the contract
 * @param exceptions the state of the declared exceptions, by their names in ERROR frames
 */
public record Contract(
    String service,
    SortedMap<String, Operation> operations,
    SortedMap<String, Shape> shapes,
    SortedMap<String, Shape.Structure> exceptions) {

  /** Returns the contract of a valid service. */
  public static Contract of(ServiceModel service) {
    return new ContractBuilder(service).build();
  }

  /**
   * Returns this contract with details from an earlier one where the compiler does not show them.
   */
  public Contract completedFrom(Contract former) {
    return MissingDetails.fill(this, former);
  }

  /** Returns the shape that a reference refers to. */
  public Shape shape(WireForm reference) {
    Shape shape = shapes.get(reference.shape());
    if (shape == null) {
      throw new IllegalArgumentException("No shape of " + reference + " in " + service);
    }
    return shape;
  }

  /** Returns the state of a declared exception. */
  public Shape.Structure exception(String name) {
    Shape.Structure state = exceptions.get(name);
    if (state == null) {
      throw new IllegalArgumentException("No state of " + name + " in " + service);
    }
    return state;
  }
}
