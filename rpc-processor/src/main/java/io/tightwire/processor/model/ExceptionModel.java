package io.tightwire.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * A checked exception that a method declares. Immutable.
 *
 * @param id an identifier, which is the same in each method that declares the exception
 * @param label its name in messages
 * @param javaType the Java type
 * @param creatable whether generated code may create instances of it, if it may call a constructor
 * @param state the state that is sent; empty if no constructor can take it
 * @param skipped a constructor that takes more than the state that is sent, if there is one
 */
public record ExceptionModel(
    String id,
    String label,
    TypeMirror javaType,
    boolean creatable,
    Optional<Definition.Structure> state,
    Optional<SkippedConstructor> skipped) {

  /**
   * A constructor that is not used, although it takes more of the state. Immutable.
   *
   * @param signature the constructor as messages show it
   * @param unfilled its parameters that no accessor fills
   */
  public record SkippedConstructor(String signature, List<String> unfilled) {}
}
