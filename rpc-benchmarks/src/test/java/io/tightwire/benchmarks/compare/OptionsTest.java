package io.tightwire.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
  private static final List<Contender> ALL =
      List.of(contender("a"), contender("grpc-direct"), contender("z"));

  private static Contender contender(String label) {
    return new Contender(label, "X", Map.of(), Library.none(Path.of("classes")), false);
  }

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments));
  }

  @Test
  void everythingIsMeasuredUnlessToldOtherwise() {
    assertThat(parse()).isEqualTo(Options.defaults());
    assertThat(parse().choose(ALL)).isEqualTo(ALL);
    assertThat(parse().cases()).containsExactly(Case.values());
  }

  @Test
  void numbersRefineThePaceWhereverTheyStand() {
    assertThat(parse("--rounds", "5", "--quick", "--seconds", "0.25").pace())
        .isEqualTo(Pace.QUICK.withRounds(5).withSeconds(0.25));
  }

  @Test
  void neighboursComputeUntilTheEnd() {
    assertThat(parse().neighbours()).isZero();
    int count = parse("--neighbours", "2").neighbours();
    Neighbours busy = new Neighbours(count);
    assertThat(busy.running()).isEqualTo(2);
    busy.close();
    assertThat(busy.running()).isZero();
  }

  @Test
  void peersComeInTheOrderAskedFor() {
    assertThat(parse("--peers", "z,a").choose(ALL).stream().map(Contender::label))
        .containsExactly("z", "a");
  }

  @Test
  void anotherBuildOfALibraryTakesPartBesideIt(@TempDir Path home) throws IOException {
    Path before = Files.createFile(home.resolve("before.jar"));
    Library library =
        new Library(
            "rpc-runtime",
            List.of(Path.of("classes")),
            List.of(Path.of("rpc-runtime-1.jar"), Path.of("jeromq-1.jar")));
    Contender now = new Contender("tightwire", "X", Map.of(), library, false);
    Options options = parse("--peers", "tightwire,tightwire@" + before);
    List<Contender> chosen = options.choose(List.of(now));
    assertThat(chosen.get(0)).isEqualTo(now);
    assertThat(chosen.get(1).label()).isEqualTo("tightwire@" + before);
    assertThat(chosen.get(1).library().closure()).containsExactly(before, Path.of("jeromq-1.jar"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--peers", "tightwire@nowhere.jar").choose(List.of(now)))
        .withMessageContaining("nowhere.jar");
  }

  @Test
  void ratiosAreAgainstTheOneAskedForOrGrpcDirectOrTheLast() {
    assertThat(parse("--against", "a").base(ALL)).isEqualTo("a");
    assertThat(parse().base(ALL)).isEqualTo("grpc-direct");
    assertThat(parse().base(List.of(ALL.get(0), ALL.get(2)))).isEqualTo("z");
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--peers", "b").choose(ALL))
        .withMessageContaining("No peer b")
        .withMessageContaining("a, grpc-direct, z")
        .withMessageContaining("-Pbench");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--against", "z").base(ALL.subList(0, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--cases", "add.sync1,add"))
        .withMessageContaining("No case add;");
    assertThatIllegalArgumentException().isThrownBy(() -> parse("--fast", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds"));
    assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds", "0"));
  }
}
