package io.tightwire.processor.diagnostics;

import java.util.List;

/** Creates problems of a type that a service mentions, or reaches through others. Stateless. */
public final class TypeProblems {

  private TypeProblems() {}

  /**
   * Creates the problem of a type that has no codec.
   *
   * @param supertypes the type's supertypes, nearest first
   */
  public static Problem unsupportedType(Place place, String type, List<String> supertypes) {
    return new Problem(
        ProblemCode.UNSUPPORTED_TYPE,
        place.has(type) + ", which has no codec. " + Suggestions.forType(type, supertypes),
        place.element());
  }

  public static Problem sealedClass(Place place, String type) {
    return new Problem(
        ProblemCode.UNSUPPORTED_TYPE,
        place.has(type)
            + ", a sealed class, which has no codec: records can't extend a class. Make it a"
            + " sealed interface that records implement.",
        place.element());
  }

  public static Problem rawType(Place place, String type) {
    return new Problem(
        ProblemCode.RAW_TYPE,
        place.has(type)
            + " without type arguments, so what it holds is unknown. Write "
            + simple(type)
            + "<…>.",
        place.element());
  }

  public static Problem wildcard(Place place, String type) {
    String lower = "? super ";
    String fix =
        type.startsWith(lower)
            ? "Write " + simple(type.substring(lower.length())) + " instead."
            : "Name the type that is meant, or \"? extends\" it.";
    return new Problem(
        ProblemCode.WILDCARD,
        place.has("the wildcard " + type) + ", which names no type to decode. " + fix,
        place.element());
  }

  public static Problem typeVariable(Place place, String type) {
    return new Problem(
        ProblemCode.UNSUPPORTED_TYPE,
        place.has("the type variable " + type)
            + ", which names no type to decode. Write the type that is meant.",
        place.element());
  }

  public static Problem asynchronousType(Place place, String type) {
    return new Problem(
        ProblemCode.ASYNCHRONOUS_TYPE,
        place.has(type)
            + (place.isResult()
                ? ". "
                : ". Futures can only be what a method returns; streams and publishers that, or its"
                    + " last parameter; each with the values themselves as type argument. ")
            + Suggestions.forAsynchronous(type, simple(type), place.isResult()),
        place.element());
  }

  public static Problem misplacedInput(Place place, String type) {
    return new Problem(
        ProblemCode.INPUT_STREAM_PLACE,
        place.has(simple(type))
            + ", but is not the last parameter. The items that a caller streams follow the other"
            + " arguments: make it the last parameter, and the only stream; or use a List.",
        place.element());
  }

  public static Problem inaccessibleType(Place place, String type) {
    return new Problem(
        ProblemCode.INACCESSIBLE_TYPE,
        place.has(type)
            + ", which generated code in the service's package can't name. Make it public, or"
            + " package-private in that package, with a name that Java can write.",
        place.element());
  }

  public static Problem unwritableComponent(Place place, String type) {
    return new Problem(
        ProblemCode.UNSUPPORTED_TYPE,
        place.has(type)
            + " in a component whose name Java can't write, so generated code can't read it. Rename"
            + " the component.",
        place.element());
  }

  public static Problem noValue(Place place) {
    return new Problem(
        ProblemCode.NO_VALUE,
        place.has("Void") + ", which has no values. Only a result may be void. Use another type.",
        place.element());
  }

  /**
   * Creates the problem of an optional inside an optional.
   *
   * @param inner the optional inside
   */
  public static Problem nestedOptional(Place place, String inner) {
    return new Problem(
        ProblemCode.NESTED_OPTIONAL,
        place.has("Optional<" + inner + '>')
            + ", whose two ways of being empty look the same on the wire. Use one Optional, or a"
            + " sealed interface.",
        place.element());
  }

  public static Problem endlessType(Place place, String type) {
    return new Problem(
        ProblemCode.ENDLESS_TYPE,
        place.has(simple(type.substring(0, type.indexOf('<'))))
            + ", whose type arguments grow each time that it leads back to itself, so there is no"
            + " end of codecs to generate. Let it lead back to itself with the same arguments.",
        place.element());
  }

  public static Problem duplicateTag(Place place, String type, String tag) {
    return new Problem(
        ProblemCode.DUPLICATE_TAG,
        place.has(type)
            + ", which permits two types named "
            + tag
            + "; on the wire they are told apart by simple name. Rename one.",
        place.element());
  }

  public static Problem emptySealedType(Place place, String type) {
    return new Problem(
        ProblemCode.EMPTY_SEALED_TYPE,
        place.has(type)
            + ", which permits no record or enum with these type arguments, so it has no values."
            + " Permit one.",
        place.element());
  }

  public static Problem undeterminedCase(Place place, String type) {
    return new Problem(
        ProblemCode.UNDETERMINED_CASE,
        place.has(type)
            + ", whose type arguments do not follow from those of the sealed interface, so nothing"
            + " says what to decode. Use each of its type parameters in the arguments that it gives"
            + " to the interface, or remove them.",
        place.element());
  }

  /** Returns the type and its arguments without their packages. */
  private static String simple(String type) {
    return type.replaceAll(
        "[\\p{javaJavaIdentifierPart}.]+\\.(?=\\p{javaJavaIdentifierStart})", "");
  }
}
