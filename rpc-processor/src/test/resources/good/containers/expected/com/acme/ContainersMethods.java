package com.acme;

import io.tightwire.generated.MethodDescriptor;
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
      SERVICE, "set", 1, ContainersCodecs.SET_OF_STRING)
      .withFingerprint("e271178f528e4d78");

  static final MethodDescriptor<Collection<UUID>> COLLECTION = MethodDescriptor.unary(
      SERVICE, "collection", 1, ContainersCodecs.COLLECTION_OF_UUID)
      .withFingerprint("552ecf879f979f1a");

  static final MethodDescriptor<int[]> INTS = MethodDescriptor.unary(
      SERVICE, "ints", 4, ContainersCodecs.ARRAY_OF_INT)
      .withFingerprint("9d42ce541181db65");

  static final MethodDescriptor<int[][]> MATRIX = MethodDescriptor.unary(
      SERVICE, "matrix", 2, ContainersCodecs.ARRAY_OF_ARRAY_OF_INT)
      .withFingerprint("003d49dae3eacdfb");

  static final MethodDescriptor<byte[][]> BLOBS = MethodDescriptor.unary(
      SERVICE, "blobs", 1, ContainersCodecs.ARRAY_OF_BYTES)
      .withFingerprint("2f45c8fbf1b49b9e");

  static final MethodDescriptor<String[]> STRINGS = MethodDescriptor.unary(
      SERVICE, "strings", 2, ContainersCodecs.ARRAY_OF_STRING)
      .withFingerprint("b1e0c01fd79d1463");

  static final MethodDescriptor<List<String>[]> LISTS = MethodDescriptor.unary(
      SERVICE, "lists", 1, ContainersCodecs.ARRAY_OF_LIST_OF_STRING)
      .withFingerprint("72e676e9d2aca994");

  static final MethodDescriptor<Optional<List<int[]>>> DEEP = MethodDescriptor.unary(
      SERVICE, "deep", 1, ContainersCodecs.OPTIONAL_OF_LIST_OF_ARRAY_OF_INT)
      .withFingerprint("43570b34ddf16516");

  static final MethodDescriptor<OptionalInt> OPTIONAL_INT = MethodDescriptor.unary(
      SERVICE, "optionalInt", 2, ContainersCodecs.OPTIONAL_INT)
      .withFingerprint("7316f02beee7c528");

  static final MethodDescriptor<Containers.Later> LATER = MethodDescriptor.unary(
      SERVICE, "later", 1, ContainersCodecs.LATER)
      .withFingerprint("5dd3539185524f54");

  private ContainersMethods() {
  }
}
