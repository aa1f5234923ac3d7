package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The names and descriptors of methods in class files. Confined to the compiler's thread. */
record JvmDescriptors(Types types, Elements elements) {

  /** Returns {@code find(Ljava/lang/String;[I)V}. */
  String of(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> of(types.erasure(parameter.asType())))
        .collect(
            Collectors.joining(
                "", method.getSimpleName() + "(", ")" + of(types.erasure(method.getReturnType()))));
  }

  private String of(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> "Z";
      case BYTE -> "B";
      case SHORT -> "S";
      case CHAR -> "C";
      case INT -> "I";
      case LONG -> "J";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case VOID -> "V";
      case ARRAY -> "[" + of(((ArrayType) type).getComponentType());
      case DECLARED ->
          "L"
              + elements.getBinaryName(MoreTypes.asTypeElement(type)).toString().replace('.', '/')
              + ";";
      default -> "?"; // it is not found then
    };
  }
}
