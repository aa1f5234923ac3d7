package io.tightwire.processor.diagnostics;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;

/**
 * Creates problems of the compilation that a service is in: types that are missing, files that
 * can't be written. Stateless.
 */
public final class CompilationProblems {

  private CompilationProblems() {}

  public static Problem unresolvedType(
      String service, Set<String> types, String stub, Element element) {
    return new Problem(
        ProblemCode.UNRESOLVED_TYPE,
        service
            + " mentions "
            + (types.isEmpty() ? "a type" : String.join(", ", types))
            + ", which the compiler can't find, so nothing was generated for it: errors about "
            + stub
            + " and its siblings will go with this one. Fix the spelling, the import or the class"
            + " path.",
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
}
