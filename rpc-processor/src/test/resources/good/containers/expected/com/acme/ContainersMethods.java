package com.acme;

import io.tightwire.stub.MethodDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Containers}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ContainersMethods {
  static final String SERVICE = "com.acme.Containers";

  static final MethodDescriptor<Set<String>> SET = MethodDescriptor.unary(
      SERVICE, "set", 1, ContainersCodecs.SET_OF_STRING);

  static final MethodDescriptor<Collection<UUID>> COLLECTION = MethodDescriptor.unary(
      SERVICE, "collection", 1, ContainersCodecs.COLLECTION_OF_UUID);

  static final MethodDescriptor<int[]> INTS = MethodDescriptor.unary(
      SERVICE, "ints", 4, ContainersCodecs.ARRAY_OF_INT);

  static final MethodDescriptor<int[][]> MATRIX = MethodDescriptor.unary(
      SERVICE, "matrix", 2, ContainersCodecs.ARRAY_OF_ARRAY_OF_INT);

  static final MethodDescriptor<byte[][]> BLOBS = MethodDescriptor.unary(
      SERVICE, "blobs", 1, ContainersCodecs.ARRAY_OF_BYTES);

  static final MethodDescriptor<String[]> STRINGS = MethodDescriptor.unary(
      SERVICE, "strings", 2, ContainersCodecs.ARRAY_OF_STRING);

  static final MethodDescriptor<List<String>[]> LISTS = MethodDescriptor.unary(
      SERVICE, "lists", 1, ContainersCodecs.ARRAY_OF_LIST_OF_STRING);

  static final MethodDescriptor<Optional<List<int[]>>> DEEP = MethodDescriptor.unary(
      SERVICE, "deep", 1, ContainersCodecs.OPTIONAL_OF_LIST_OF_ARRAY_OF_INT);

  static final MethodDescriptor<OptionalInt> OPTIONAL_INT = MethodDescriptor.unary(
      SERVICE, "optionalInt", 2, ContainersCodecs.OPTIONAL_INT);

  static final MethodDescriptor<Containers.Later> LATER = MethodDescriptor.unary(
      SERVICE, "later", 1, ContainersCodecs.LATER);

  private ContainersMethods() {
  }
}
