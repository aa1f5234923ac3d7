package io.tightwire.processor.generate;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import io.tightwire.processor.model.DocComment;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;
import javax.lang.model.element.VariableElement;

/**
 * The comments of a stub's methods: the parts of the user's comments that can be copied, and a link
 * to the rest. Some tools require comments of every class, so a stub is documented as well as its
 * interface. Immutable.
 */
final class StubComments {

  private static final String ELSEWHERE = "see the interface";

  private final ClassName service;

  StubComments(ClassName service) {
    this.service = service;
  }

  /** Returns the method's comment; empty if the user has written none. */
  CodeBlock of(MethodModel method) {
    return of(method, method.declaredParameters());
  }

  /** Returns the comment of the method that leaves out the stream. */
  CodeBlock ofOpen(MethodModel method) {
    return of(method, method.parameters());
  }

  private CodeBlock of(MethodModel method, List<ParameterModel> parameters) {
    return method
        .comment()
        .map(comment -> of(method, parameters, comment))
        .orElse(CodeBlock.of(""));
  }

  private CodeBlock of(MethodModel method, List<ParameterModel> parameters, DocComment comment) {
    CodeBlock.Builder block = CodeBlock.builder();
    comment
        .description()
        .ifPresentOrElse(
            text -> block.add("$L\n", text),
            () -> block.add("Describes a call of {@link $L}.\n", reference(method)));
    block.add("\n");
    for (ParameterModel parameter : parameters) {
      String text = comment.parameters().get(parameter.name());
      if (text != null || !comment.whole()) {
        block.add("@param $L $L\n", Signatures.name(parameter), text == null ? ELSEWHERE : text);
      }
    }
    block.add("@return $L\n", comment.result().orElse("the call"));
    method
        .deprecation()
        .ifPresent(d -> block.add("@deprecated $L\n", comment.deprecation().orElse(ELSEWHERE)));
    if (!comment.whole() && comment.description().isPresent()) {
      block.add("@see $L\n", reference(method));
    }
    return block.build();
  }

  /** Emits {@code Calculator#add(int, int)}. */
  private CodeBlock reference(MethodModel method) {
    CodeBlock parameters =
        method.declaredParameters().stream()
            .map(parameter -> ((VariableElement) parameter.origin()).asType())
            .map(type -> CodeBlock.of("$T", Signatures.erased(type)))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("$T#$L($L)", service, method.name(), parameters);
  }
}
