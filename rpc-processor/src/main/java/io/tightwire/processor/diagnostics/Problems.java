package io.tightwire.processor.diagnostics;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;

/** Every text that the processor may report, one factory method each. */
public final class Problems {

  private static final String UPDATE = "tightwire.lock.update=true";

  private Problems() {}

  public static Problem notAnInterface(String type, Element element) {
    return new Problem(
        ProblemCode.NOT_AN_INTERFACE,
        type
            + " is annotated with @RpcService but is not an interface. Annotate the interface"
            + " that it implements.",
        element);
  }

  public static Problem genericService(String service, Element element) {
    return new Problem(
        ProblemCode.GENERIC_SERVICE,
        service
            + " has type parameters, which nothing binds on the wire. Annotate an interface that"
            + " extends it with type arguments.",
        element);
  }

  public static Problem privateService(String service, Element element) {
    return new Problem(
        ProblemCode.PRIVATE_SERVICE,
        service
            + " is private, or inside a private type, so generated code can't name it. Make it"
            + " package-private or public.",
        element);
  }

  public static Problem namelessService(String service, Element element) {
    return new Problem(
        ProblemCode.PRIVATE_SERVICE,
        service
            + " is declared where no other code can name it, as in a compact source file, so"
            + " generated code can't either. Declare it in a file of its own.",
        element);
  }

  public static Problem sealedService(String service, Element element) {
    return new Problem(
        ProblemCode.SEALED_SERVICE,
        service
            + " is sealed, so the generated blocking view can't implement it. Remove \"sealed\".",
        element);
  }

  public static Problem genericMethod(String method, Element element) {
    return new Problem(
        ProblemCode.GENERIC_METHOD,
        method
            + " has type parameters, which nothing binds on the wire. Write one method for each"
            + " type, or use a sealed interface.",
        element);
  }

  public static Problem duplicateMethod(
      String method, String wireName, String proposal, Element element) {
    return new Problem(
        ProblemCode.DUPLICATE_METHOD,
        method
            + " has the wire name \""
            + wireName
            + "\", which another method has too. Give it one of its own: @RpcMethod(name = \""
            + proposal
            + "\").",
        element);
  }

  public static Problem unusableName(String what, String annotation, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_NAME,
        what
            + " has a wire name with a slash, a control character, or white space at an end. Give it"
            + " another one: @"
            + annotation
            + "(name = \"…\").",
        element);
  }

  public static Problem unwritableMethod(String method, Element element) {
    return new Problem(
        ProblemCode.UNWRITABLE_METHOD,
        method
            + " has a name that Java can't write, so the generated stub can't have the method."
            + (method.contains("-")
                ? " Kotlin makes such names of parameters or results that are unsigned or value"
                    + " classes: declare the plain type, such as Int or String."
                : " Rename it."),
        element);
  }

  public static Problem reservedMethod(String method, String why, Element element) {
    return new Problem(
        ProblemCode.RESERVED_METHOD,
        method + " can't be a method of the generated stub: " + why + ". Rename it.",
        element);
  }

  public static Problem tooManyParameters(String method, int slots, int limit, Element element) {
    return new Problem(
        ProblemCode.TOO_MANY_PARAMETERS,
        method
            + " has parameters that take "
            + slots
            + " stack slots; generated code can pass on "
            + limit
            + " (long and double take two). Group them into a record.",
        element);
  }

  public static Problem badTimeout(String method, String timeout, Element element) {
    return new Problem(
        ProblemCode.BAD_TIMEOUT,
        method
            + " has the timeout \""
            + timeout
            + "\", which is not an ISO-8601 duration above zero. Write \"PT2S\" for two seconds,"
            + " \"PT0.25S\" for a quarter of one, \"PT1M\" for a minute.",
        element);
  }

  /**
   * A type that has no codec.
   *
   * @param supertypes what else it is, nearest first
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

  public static Problem misplacedMethod(String method, String why, String fix, Element element) {
    return new Problem(
        ProblemCode.MISPLACED_METHOD,
        method + " is annotated with @RpcMethod, which has no effect on " + why + ". " + fix,
        element);
  }

  public static Problem unresolvedType(
      String service, Set<String> types, String stub, Element element) {
    return new Problem(
        ProblemCode.UNRESOLVED_TYPE,
        service
            + " mentions "
            + (types.isEmpty() ? "a type" : String.join(", ", types))
            + ", which the compiler can't find, so nothing was generated for it: complaints about "
            + stub
            + " and its siblings will go with this one. Mend the spelling, the import or the class"
            + " path.",
        element);
  }

  public static Problem rawType(Place place, String type) {
    return new Problem(
        ProblemCode.RAW_TYPE,
        place.has(type)
            + " without type arguments, so what it holds is unknown. Say it: "
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
                : ". Streams, publishers and futures can only be what a method returns, with the"
                    + " values themselves as type argument. ")
            + Suggestions.forAsynchronous(type, simple(type), place.isResult()),
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
   * An optional in an optional.
   *
   * @param inner the one inside
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

  public static Problem unusableCodec(String service, String codec, String why, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_CODEC,
        service + " names the codec " + codec + ", which can't be used: " + why + ".",
        element);
  }

  public static Problem unusableException(String method, String type, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_EXCEPTION,
        method
            + " throws "
            + type
            + ", which callers can't be given: it needs a constructor that generated code can call,"
            + " that throws no checked exception, and whose parameters have accessors of the same"
            + " names and types, or one that takes (String), or ().",
        element);
  }

  public static Problem uncreatableException(String method, String type, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_EXCEPTION,
        method
            + " throws "
            + type
            + ", which callers can't be given: generated code can't create it. It must not be"
            + " abstract, hidden from the service's package, or an inner class (make that static).",
        element);
  }

  public static Problem partialException(
      String method, String type, String constructor, List<String> unfilled, Element element) {
    return new Problem(
        ProblemCode.PARTIAL_EXCEPTION,
        method
            + " throws "
            + type
            + ", whose constructor "
            + constructor
            + " is passed over: no accessor returns "
            + String.join(", ", unfilled)
            + ", or the type has no codec. So callers get less of its state than it has. Add"
            + " accessors of the same names and types; or, if nothing is lost, annotate the method"
            + " with @SuppressWarnings(\""
            + ProblemCode.PARTIAL_EXCEPTION.display()
            + "\").",
        element);
  }

  public static Problem nameTaken(String service, String generated, Element element) {
    return new Problem(
        ProblemCode.NAME_TAKEN,
        "For "
            + service
            + " the class "
            + generated
            + " is to be generated, but it exists already. Rename the service, or that class.",
        element);
  }

  public static Problem staleSource(String service, String generated, Element element) {
    return new Problem(
        ProblemCode.NAME_TAKEN,
        "For "
            + service
            + " the class "
            + generated
            + " is to be generated, but an earlier compilation has generated it, and that file is"
            + " among the sources. Delete it, and leave the folder of generated sources out of what"
            + " is compiled.",
        element);
  }

  public static Problem unwritableFile(String service, String what, String why, Element element) {
    return new Problem(
        ProblemCode.UNWRITABLE_FILE,
        "For "
            + service
            + " the file of "
            + what
            + " can't be written: "
            + why
            + ". Give the service, or the types around it, a shorter name if its name is too long;"
            + " otherwise check the folder that the compiler writes to.",
        element);
  }

  public static Problem missingRuntime(String service, Element element) {
    return new Problem(
        ProblemCode.MISSING_RUNTIME,
        service
            + " needs io.tightwire:rpc-runtime where it is compiled, and it is not there, so nothing"
            + " was generated. Add it to the dependencies; a module-info.java also needs"
            + " \"requires transitive io.tightwire.runtime\".",
        element);
  }

  /** The same problem, of a method that comes with a type which compilers can't point into. */
  public static Problem inherited(Problem problem, String owner, Element service) {
    return new Problem(
        problem.code(),
        problem.text()
            + " The method comes with "
            + owner
            + ": all methods that a service inherits are remote, default methods included. Don't"
            + " extend it; declare the methods that are to be remote.",
        service);
  }

  /**
   * A change that not everybody can follow.
   *
   * @param what what has changed
   * @param whom who can't go on
   */
  public static Problem breakingChange(String what, String whom, String lock, Element element) {
    return new Problem(
        ProblemCode.BREAKING_CHANGE,
        what
            + ": "
            + whom
            + ". Undo it, or leave the old as it is and add something new beside it. If nobody uses"
            + " the old any more, delete "
            + lock
            + " and compile with -A"
            + UPDATE
            + '.',
        element);
  }

  public static Problem missingLock(String service, String lock, Element element) {
    return new Problem(
        ProblemCode.MISSING_LOCK,
        service
            + " has no lock file "
            + lock
            + ", so nothing would keep it from changing in a way that breaks its clients. If the"
            + " interface was renamed or moved, rename its file, too; if it is new, compile once with"
            + " -A"
            + UPDATE
            + ", and check the file in.",
        element);
  }

  public static Problem unusableLock(String service, String lock, String why, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_LOCK,
        "The lock file "
            + lock
            + " of "
            + service
            + " can't be used: "
            + why
            + ". Restore it from version control; or delete it and compile with -A"
            + UPDATE
            + '.',
        element);
  }

  public static Problem internalError(String service, RuntimeException failure, Element element) {
    List<StackTraceElement> top =
        List.of(failure.getStackTrace()).subList(0, Math.min(8, failure.getStackTrace().length));
    return new Problem(
        ProblemCode.INTERNAL_ERROR,
        "The processor failed on "
            + service
            + ". This is a bug in Tightwire, not in your code; please report it with this text: "
            + failure
            + top.stream().map(frame -> "\n  at " + frame).collect(Collectors.joining()),
        element);
  }

  /** The type with its arguments, all without their packages. */
  private static String simple(String type) {
    return type.replaceAll(
        "[\\p{javaJavaIdentifierPart}.]+\\.(?=\\p{javaJavaIdentifierStart})", "");
  }
}
