package io.tightwire.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void lineSurvivesThePipe() throws IOException {
    Figures figures = new Figures(Map.of(Figure.RATE, 1234.5, Figure.P99_MICROS, 0.25));

    assertThat(Figures.parse(figures.toLine())).isEqualTo(figures);
  }

  @Test
  void anythingElseIsNoLineOfFigures() {
    assertThatIOException().isThrownBy(() -> Figures.parse("Picked up _JAVA_OPTIONS"));
  }

  @Test
  void medianIsTheMiddleOneOrTheMeanOfTheTwo() {
    assertThat(Figures.median(rates(9, 1, 4), Figure.RATE)).hasValue(4);
    assertThat(Figures.median(rates(9, 1, 4, 6), Figure.RATE)).hasValue(5);
    assertThat(Figures.median(rates(9), Figure.P50_MICROS)).isEmpty();
  }

  @Test
  void cpuTimeIsThatOfBothSides() {
    Figures client = new Figures(Map.of(Figure.CLIENT_CPU_MICROS, 2.0));

    assertThat(client.cpuMicros()).isEmpty();
    assertThat(client.with(Figure.SERVER_CPU_MICROS, 3).cpuMicros()).hasValue(5);
  }

  @Test
  void figuresKeepThreeOrFourDigits() {
    assertThat(
            DoubleStream.of(0.004, 9.996, 99.96, 1234.4, 9999.7, 54_321, 999_600)
                .mapToObj(Report::format))
        .containsExactly("0.00", "10.0", "100", "1234", "10.0 k", "54.3 k", "1.00 M");
  }

  private static List<Figures> rates(double... rates) {
    return Arrays.stream(rates).mapToObj(rate -> new Figures(Map.of(Figure.RATE, rate))).toList();
  }
}
