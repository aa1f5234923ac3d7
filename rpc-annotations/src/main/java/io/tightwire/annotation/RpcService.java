package io.tightwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as a remote service. For {@code Calculator} the annotation processor writes
 * {@code CalculatorStub}, which clients call, and {@code CalculatorSkeleton}, which servers host,
 * both in the interface's package and with its visibility.
 *
 * <p>Every abstract and default method becomes remote; static and private ones do not. No
 * annotation is needed on the records, enums and exceptions that the methods mention.
 *
 * <p>Nothing looks for generated classes at run time: code that uses them does not compile without.
 * If the compiler says {@code cannot find symbol: class CalculatorStub}, the processor did not run.
 * {@code io.tightwire:rpc-processor} belongs into {@code annotationProcessorPaths} (Maven) or
 * {@code annotationProcessor} (Gradle); merely on the class path it is ignored from JDK 23 on,
 * unless {@code -proc:full} is given.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RpcService {

  /**
   * The service's name on the wire. Client and server must agree on it, so it is worth fixing
   * before an interface is moved to another package.
   *
   * @return the wire name; empty (the default) stands for the interface's fully qualified name
   */
  String name() default "";

  /**
   * Codecs for types that have none, such as a {@code Money} from someone's library: classes that
   * implement {@code io.tightwire.codec.Codec<Money>} and have a constructor without parameters.
   * The type may then be used wherever a type may, within this service.
   *
   * @return the codecs' classes; none by default
   */
  Class<?>[] codecs() default {};
}
