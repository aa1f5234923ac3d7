package io.tightwire.processor.diagnostics;

import javax.tools.Diagnostic;

/**
 * The stable names of all problems; {@code docs/DIAGNOSTICS.md} explains each, and each has a
 * {@code bad} case among the tests. Immutable.
 */
public enum ProblemCode {
  NOT_AN_INTERFACE("RpcNotAnInterface"),
  GENERIC_SERVICE("RpcGenericService"),
  PRIVATE_SERVICE("RpcPrivateService"),
  SEALED_SERVICE("RpcSealedService"),
  GENERIC_METHOD("RpcGenericMethod"),
  DUPLICATE_METHOD("RpcDuplicateMethod"),
  UNUSABLE_NAME("RpcUnusableName"),
  UNWRITABLE_METHOD("RpcUnwritableMethod"),
  RESERVED_METHOD("RpcReservedMethod"),
  TOO_MANY_PARAMETERS("RpcTooManyParameters"),
  BAD_TIMEOUT("RpcBadTimeout"),
  BAD_HEDGE("RpcBadHedge"),
  TWO_INPUT_STREAMS("RpcTwoInputStreams"),
  INPUT_STREAM_PLACE("RpcInputStreamPlace"),
  INPUT_STREAM_IDEMPOTENT("RpcInputStreamIdempotent"),
  MISPLACED_METHOD("RpcMisplacedMethod"),
  UNSUPPORTED_TYPE("RpcUnsupportedType"),
  UNRESOLVED_TYPE("RpcUnresolvedType"),
  RAW_TYPE("RpcRawType"),
  WILDCARD("RpcWildcard"),
  ASYNCHRONOUS_TYPE("RpcAsynchronousType"),
  INACCESSIBLE_TYPE("RpcInaccessibleType"),
  NO_VALUE("RpcNoValue"),
  NESTED_OPTIONAL("RpcNestedOptional"),
  ENDLESS_TYPE("RpcEndlessType"),
  DUPLICATE_TAG("RpcDuplicateTag"),
  EMPTY_SEALED_TYPE("RpcEmptySealedType"),
  UNDETERMINED_CASE("RpcUndeterminedCase"),
  UNUSABLE_CODEC("RpcUnusableCodec"),
  NAME_TAKEN("RpcNameTaken"),
  UNWRITABLE_FILE("RpcUnwritableFile"),
  MISSING_RUNTIME("RpcMissingRuntime"),
  UNUSABLE_EXCEPTION("RpcUnusableException"),
  PARTIAL_EXCEPTION("RpcPartialException", Diagnostic.Kind.WARNING),
  BREAKING_CHANGE("RpcBreakingChange"),
  MISSING_LOCK("RpcMissingLock"),
  UNUSABLE_LOCK("RpcUnusableLock"),
  INTERNAL_ERROR("RpcInternalError");

  private final String display;
  private final Diagnostic.Kind kind;

  ProblemCode(String display) {
    this(display, Diagnostic.Kind.ERROR);
  }

  ProblemCode(String display, Diagnostic.Kind kind) {
    this.display = display;
    this.kind = kind;
  }

  /** Returns whether it is an error, after which no code is generated, or a warning. */
  public Diagnostic.Kind kind() {
    return kind;
  }

  /** Returns the name that messages show. */
  public String display() {
    return display;
  }
}
