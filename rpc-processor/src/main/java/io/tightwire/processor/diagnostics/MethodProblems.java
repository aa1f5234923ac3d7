package io.tightwire.processor.diagnostics;

import java.util.List;
import javax.lang.model.element.Element;

/**
 * Creates problems of a method and of the exceptions that it declares; what is said of its types is
 * in {@link TypeProblems}. Stateless.
 */
public final class MethodProblems {

  private MethodProblems() {}

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
            + "\", which another method has too. Give it another one: @RpcMethod(name = \""
            + proposal
            + "\").",
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

  public static Problem badHedge(String method, String hedge, Element element) {
    return badHedge(
        method,
        hedge,
        "is not an ISO-8601 duration of a millisecond or more. Write \"PT0.03S\" for 30"
            + " milliseconds: the time in which most calls have their response.",
        element);
  }

  public static Problem hedgeOfNonIdempotent(String method, String hedge, Element element) {
    return badHedge(
        method,
        hedge,
        "makes calls run on two servers, but the method is not idempotent. If running it twice does"
            + " no more than running it once, add idempotent = true; else remove the hedge.",
        element);
  }

  public static Problem hedgeOfStream(String method, String hedge, Element element) {
    return badHedge(
        method,
        hedge,
        "has no effect on a stream, which comes from one server. Remove the hedge; or return one"
            + " result.",
        element);
  }

  public static Problem hedgeAfterTimeout(
      String method, String hedge, String timeout, Element element) {
    return badHedge(
        method,
        hedge,
        "is not shorter than its timeout \""
            + timeout
            + "\", so calls end before they are hedged. Write a shorter hedge, or a longer timeout.",
        element);
  }

  private static Problem badHedge(String method, String hedge, String why, Element element) {
    return new Problem(
        ProblemCode.BAD_HEDGE, method + " has the hedge \"" + hedge + "\", which " + why, element);
  }

  /**
   * Creates the problem of a method that takes several streams.
   *
   * @param names the names of the parameters
   */
  public static Problem twoInputStreams(String method, List<String> names, Element element) {
    return new Problem(
        ProblemCode.TWO_INPUT_STREAMS,
        method
            + " takes the streams "
            + String.join(", ", names)
            + ", but a call sends one. Use a stream of a sealed interface of what both hold, or one"
            + " method for each.",
        element);
  }

  public static Problem nullableInputStream(String method, String name, Element element) {
    return new Problem(
        ProblemCode.INPUT_STREAM_PLACE,
        "Parameter \""
            + name
            + "\" of "
            + method
            + " is a stream that may be null, which can't be told from an empty one. Remove the"
            + " annotation; callers pass an empty stream.",
        element);
  }

  public static Problem idempotentInputStream(String method, Element element) {
    return new Problem(
        ProblemCode.INPUT_STREAM_IDEMPOTENT,
        method
            + " takes a stream, so it can't be idempotent: what was read of a stream can't be sent"
            + " again. Remove idempotent = true; or take a List.",
        element);
  }

  public static Problem misplacedMethod(String method, String why, String fix, Element element) {
    return new Problem(
        ProblemCode.MISPLACED_METHOD,
        method + " is annotated with @RpcMethod, which has no effect on " + why + ". " + fix,
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
}
