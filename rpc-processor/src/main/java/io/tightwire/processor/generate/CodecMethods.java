package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.READER;
import static io.tightwire.processor.generate.RuntimeTypes.WRITER;

import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/**
 * Begins the methods of a holder of codecs: their signatures, and how they treat nil. Stateless.
 */
final class CodecMethods {

  private CodecMethods() {}

  /**
   * Emits, without the last brace:
   *
   * <pre>{@code
   * static void writeAccount(WireWriter out, Account value) {
   *   if (value == null) {
   *     out.writeNil();
   *     return;
   *   }
   * }
   * }</pre>
   */
  static MethodSpec.Builder write(String name, TypeName type) {
    return MethodSpec.methodBuilder("write" + name)
        .addModifiers(Modifier.STATIC)
        .addParameter(WRITER, "out")
        .addParameter(type, "value")
        .beginControlFlow("if (value == null)")
        .addStatement("out.writeNil()")
        .addStatement("return")
        .endControlFlow();
  }

  /**
   * Emits, without the last brace:
   *
   * <pre>{@code
   * static Account readAccount(WireReader in) {
   *   if (in.tryReadNil()) {
   *     return null;
   *   }
   * }
   * }</pre>
   */
  static MethodSpec.Builder read(String name, TypeName type) {
    return MethodSpec.methodBuilder("read" + name)
        .addModifiers(Modifier.STATIC)
        .addParameter(READER, "in")
        .returns(type)
        .beginControlFlow("if (in.tryReadNil())")
        .addStatement("return null")
        .endControlFlow();
  }
}
