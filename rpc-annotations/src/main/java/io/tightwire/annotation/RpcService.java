package io.tightwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as a remote service. For {@code Calculator} the annotation processor writes
 * {@code CalculatorStub}, which clients call, and {@code CalculatorSkeleton}, which servers host.
 * Both are in the interface's package and have its visibility. A service is an interface:
 *
 * <pre>
 * &#64;RpcService
 * public interface Greeter {
 *   String greet(String name);
 * }
 * </pre>
 *
 * <p>A server hosts its skeleton, and a client calls its stub:
 *
 * <pre>{@code
 * try (RpcServer server = RpcServer.of(new GreeterSkeleton(name -> "Hello, " + name))) {
 *   server.bind("tcp://127.0.0.1:*");
 *   server.start();
 *   try (RpcClient client = RpcClient.connect(server.endpoint())) {
 *     return new GreeterStub(client).greet("world").remote();
 *   }
 * }
 * }</pre>
 *
 * <p>Every abstract and default method becomes remote, also inherited ones; static and private
 * methods do not. The records, enums and exceptions that the methods mention need no annotation.
 *
 * <p>Generated classes are not looked up at run time: code that uses them does not compile without
 * them. If the compiler says {@code cannot find symbol: class CalculatorStub}, the processor did
 * not run. Put {@code io.tightwire:rpc-processor} into {@code annotationProcessorPaths} (Maven) or
 * {@code annotationProcessor} (Gradle). From JDK 23 on, a processor that is only on the class path
 * is ignored unless {@code -proc:full} is given.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RpcService {

  /**
   * Returns the service's name on the wire. Client and server must agree on it, so give one before
   * the interface is moved to another package.
   *
   * @return the wire name; empty (the default) stands for the interface's fully qualified name
   */
  String name() default "";

  /**
   * Returns codecs for types that have none, such as a {@code Money} from another library. A codec
   * implements {@code io.tightwire.codec.Codec<Money>} and has a constructor without parameters.
   * The methods of this service may then use the type in any place.
   *
   * @return the codecs' classes; none by default
   */
  Class<?>[] codecs() default {};
}
