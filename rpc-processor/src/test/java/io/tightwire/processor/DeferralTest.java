package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests for which types a service waits, since another processor may generate them; and for which
 * it does not.
 */
class DeferralTest {

  private static final String SERVICE = "@io.tightwire.annotation.RpcService interface Waiting { ";

  @TempDir private Path scratch;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Made make();                                                 | record Made(int a) {}
          void take(Made made);                                        | record Made(int a) {}
          Made[] some(java.util.Map<String, Made> made);               | record Made(int a) {}
          H hold(); record H(java.util.List<Made> made) {}             | record Made(int a) {}
          H<Made> hold(); record H<T>(int a) {}                        | record Made(int a) {}
          S one(); sealed interface S permits Made {}                  | record Made(int a) implements Waiting.S {}
          void fail() throws Made;                                     | class Made extends Exception { private static final long serialVersionUID = 1; }
          void fail() throws E; class E extends Made { private static final long serialVersionUID = 1; } | class Made extends RuntimeException { private static final long serialVersionUID = 1; }
          int put(String a); @io.tightwire.annotation.RpcMethod(name = "made") int put(Made made); | record Made(int a) {}
          """)
  void typesOfRemoteMethodsAreWaitedFor(String members, String made) throws IOException {
    Compilation compilation = javac(SERVICE + members + " }", made);

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated()).containsKey("WaitingStub.java");
    assertThat(compilation.generated().get("WaitingStub.java")).contains("RemoteCall<");
  }

  @Test
  void parentsAreWaitedFor() throws IOException {
    Compilation compilation =
        javac(
            "@io.tightwire.annotation.RpcService interface Waiting extends Made {}",
            "interface Made { int count(); }");

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated().get("WaitingStub.java")).contains("count()");
  }

  @ParameterizedTest
  @CsvSource({"codecs = Made.class", "codecs = {Made.class}"})
  void codecsAreWaitedFor(String codecs) throws IOException {
    Compilation compilation =
        javac(
            "@io.tightwire.annotation.RpcService("
                + codecs
                + ") interface Waiting { java.util.Locale locale(); }",
            """
            class Made implements io.tightwire.codec.Codec<java.util.Locale> {
              @Override
              public void write(io.tightwire.codec.WireWriter out, java.util.Locale value) {
                out.writeString(value.toLanguageTag());
              }

              @Override
              public java.util.Locale read(io.tightwire.codec.WireReader in) {
                return java.util.Locale.forLanguageTag(in.readString());
              }
            }
            """);

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated().get("WaitingCodecs.java")).contains("new Made()");
  }

  @Test
  void constantsInAnnotationsAreWaitedFor() throws IOException {
    Compilation compilation =
        javac(
            SERVICE + "@io.tightwire.annotation.RpcMethod(name = Made.NAME) int count(); }",
            "interface Made { String NAME = \"made\"; }");

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated().get("WaitingMethods.java")).contains("\"made\"");
  }

  private static final String FACTORIES =
      """
      @io.tightwire.annotation.RpcService
      public interface Waiting {
        int count(Data data);

        static WaitingStub connect(io.tightwire.RpcChannel channel) {
          return new WaitingStub(channel);
        }

        static WaitingSkeleton host(Waiting implementation) {
          return new WaitingSkeleton(implementation);
        }

        private WaitingStub self(WaitingStub stub) {
          return stub;
        }

        record Data(int a) {
          static WaitingStub none() {
            return null;
          }
        }

        final class Failover {
          private final WaitingStub first;

          Failover(WaitingStub first) {
            this.first = first;
          }

          WaitingStub first() {
            return first;
          }
        }
      }
      """;

  @Test
  void membersThatAreNotRemoteMayNameWhatIsGenerated() throws IOException {
    Compilation compilation = javac(FACTORIES, "class Made {}");

    assertThat(compilation.report()).isEmpty();
    assertThat(compilation.generated()).containsKey("WaitingStub.java");
  }

  @Test
  void eclipsesCompilerTakesFactoriesToo() throws IOException {
    List<String> options =
        List.of("--release", "17", "-encoding", "UTF-8", "-classpath", Compilation.classPath());

    Compilation compilation =
        Compilation.of(
            new EclipseCompiler(),
            options,
            source(FACTORIES),
            scratch,
            List.of(new RpcProcessor()));

    assertThat(compilation.report()).doesNotContain("cannot be resolved");
    assertThat(compilation.generated()).containsKey("WaitingStub.java");
  }

  @Test
  void whatNobodyMakesIsReportedByName() throws IOException {
    Compilation compilation =
        javac(
            "@io.tightwire.annotation.RpcService(codecs = Unmade.class)"
                + " interface Waiting extends Absent { void fail() throws Gone; }",
            "class Made {}");

    assertThat(compilation.report())
        .containsOnlyOnce("[RpcUnresolvedType]")
        .contains("Waiting mentions Absent, Gone, a class among its codecs, which");
  }

  private Compilation javac(String service, String made) throws IOException {
    List<Processor> processors = new ArrayList<>();
    processors.add(new RpcProcessor());
    processors.add(new SourceWritingProcessor("Made", made));
    return Compilation.of(
        ToolProvider.getSystemJavaCompiler(),
        Compilation.STRICT,
        source(service),
        scratch,
        processors);
  }

  private Path source(String service) throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("source"));
    Files.writeString(sources.resolve("Waiting.java"), service);
    return sources;
  }
}
