package com.acme.docs;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Documented}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class DocumentedMethods {
  static final String SERVICE = "com.acme.docs.Documented";

  static final MethodDescriptor<Void> KEEP = MethodDescriptor.unary(
      SERVICE, "keep", 2, Codecs.VOID)
      .withFingerprint("0b1e5dc32fcfab26");

  static final MethodDescriptor<Void> DROP = MethodDescriptor.unary(
      SERVICE, "drop", 1, Codecs.VOID)
      .withFingerprint("e7145dc8047f6517");

  static final MethodDescriptor<Long> DAYS = MethodDescriptor.unary(
      SERVICE, "days", 2, Codecs.LONG.nonNull())
      .withFingerprint("f21d8ab2ee4d16a5")
      .throwing(DocumentedCodecs.GONE);

  static final MethodDescriptor<Void> NOTHING = MethodDescriptor.unary(
      SERVICE, "nothing", 0, Codecs.VOID)
      .withFingerprint("57f4d890e78bc568");

  static final MethodDescriptor<String> SHOW = MethodDescriptor.unary(
      SERVICE, "show", 2, Codecs.STRING)
      .withFingerprint("e60d936ee31f764e");

  static final MethodDescriptor<List<String>> ENDS = MethodDescriptor.unary(
      SERVICE, "ends", 1, DocumentedCodecs.LIST_OF_STRING)
      .withFingerprint("ac2f4b6bcac7bd36");

  static final MethodDescriptor<Void> OLD = MethodDescriptor.unary(
      SERVICE, "old", 0, Codecs.VOID)
      .withFingerprint("3b0df85cc7f41f33");

  static final MethodDescriptor<Void> OLDER = MethodDescriptor.unary(
      SERVICE, "older", 0, Codecs.VOID)
      .withFingerprint("86993e750a35300a");

  static final MethodDescriptor<Integer> BARE = MethodDescriptor.unary(
      SERVICE, "bare", 0, Codecs.INT.nonNull())
      .withFingerprint("d213f70180eed40c");

  static final MethodDescriptor<Integer> SILENT = MethodDescriptor.unary(
      SERVICE, "silent", 1, Codecs.INT.nonNull())
      .withFingerprint("7f3b1a8d4af55dda");

  private DocumentedMethods() {
  }
}
