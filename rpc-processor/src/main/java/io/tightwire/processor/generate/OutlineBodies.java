package io.tightwire.processor.generate;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;

/**
 * The code inside the stub and the skeleton of a service with mistakes: it throws an exception.
 * Code that uses the two compiles, so that the mistakes themselves are all that the compiler
 * reports. Immutable.
 */
final class OutlineBodies implements StubGenerator.Bodies, SkeletonGenerator.Bodies {

  private static final CodeBlock THROW =
      CodeBlock.builder()
          .addStatement(
              "throw new $T($S)",
              UnsupportedOperationException.class,
              "The service did not compile; see its errors")
          .build();

  @Override
  public CodeBlock constructor() {
    return THROW;
  }

  @Override
  public CodeBlock call(MethodModel method) {
    return THROW;
  }

  @Override
  public CodeBlock open(MethodModel method, InputModel input) {
    return THROW;
  }

  @Override
  public CodeBlock blocking() {
    return THROW;
  }

  @Override
  public CodeBlock serviceName() {
    return THROW;
  }

  @Override
  public CodeBlock methods() {
    return THROW;
  }

  @Override
  public CodeBlock description() {
    return THROW;
  }

  @Override
  public void addMembers(TypeSpec.Builder type) {
    // Nothing calls them.
  }
}
