package io.tightwire.processor.diagnostics;

import javax.lang.model.element.Element;

/** Creates problems of a service as a whole: its declaration, its name, its codecs. Stateless. */
public final class ServiceProblems {

  private ServiceProblems() {}

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
            + " generated code can't either. Declare it in a separate file.",
        element);
  }

  public static Problem sealedService(String service, Element element) {
    return new Problem(
        ProblemCode.SEALED_SERVICE,
        service
            + " is sealed, so the generated blocking view can't implement it. Remove \"sealed\".",
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

  public static Problem unusableCodec(String service, String codec, String why, Element element) {
    return new Problem(
        ProblemCode.UNUSABLE_CODEC,
        service + " names the codec " + codec + ", which can't be used: " + why + ".",
        element);
  }

  /**
   * Returns the same problem, reported at the service: its method is inherited from a type that
   * compilers can't point into.
   */
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
}
