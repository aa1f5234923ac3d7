package io.tightwire.processor.generate;

import com.google.auto.common.MoreTypes;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import io.tightwire.processor.model.DocComment;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;

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
    return method.comment().map(comment -> of(method, comment)).orElse(CodeBlock.of(""));
  }

  private CodeBlock of(MethodModel method, DocComment comment) {
    CodeBlock.Builder block = CodeBlock.builder();
    comment
        .description()
        .ifPresentOrElse(
            text -> block.add("$L\n", text),
            () -> block.add("Describes a call of {@link $L}.\n", reference(method)));
    block.add("\n");
    for (ParameterModel parameter : method.parameters()) {
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
        method.parameters().stream()
            .map(parameter -> ((VariableElement) parameter.origin()).asType())
            .map(type -> CodeBlock.of("$T", erased(type)))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("$T#$L($L)", service, method.name(), parameters);
  }

  private static TypeName erased(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> ArrayTypeName.of(erased(MoreTypes.asArray(type).getComponentType()));
      case DECLARED -> ClassName.get(MoreTypes.asTypeElement(type));
      case INTERSECTION -> erased(((IntersectionType) type).getBounds().get(0));
      case TYPEVAR -> erased(MoreTypes.asTypeVariable(type).getUpperBound());
      default -> TypeName.get(type).withoutAnnotations();
    };
  }
}
