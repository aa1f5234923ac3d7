package io.tightwire.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void peersComeInTheOrderAskedFor() {
    assertThat(parse("--peers", "z,a").choose(ALL).stream().map(Contender::label))
        .containsExactly("z", "a");
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
