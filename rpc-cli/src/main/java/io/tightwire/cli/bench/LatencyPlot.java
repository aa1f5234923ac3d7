package io.tightwire.cli.bench;

import java.util.Locale;

/** A plot of latencies by percentile as SVG, both axes logarithmic. Stateless; thread-safe. */
public final class LatencyPlot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 60;
  private static final double[] MARKS = {0, 90, 99, 99.9, 99.99};
  private static final int STEPS = 100;

  private LatencyPlot() {}

  /** Returns the document. */
  public static String of(BenchResult result) {
    double least = Math.max(1e-3, result.millis(0));
    double most = Math.max(least * 10, result.millis(100));
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH, HEIGHT));
    for (double mark : MARKS) {
      double x = x(nines(mark));
      svg.append(line(x, MARGIN / 2.0, x, HEIGHT - MARGIN));
      svg.append(label(x, HEIGHT - MARGIN + 18, "p" + BenchResult.label(mark)));
    }
    for (double value = decade(least); value <= most; value *= 10) {
      double y = y(Math.max(value, least), least, most);
      svg.append(line(MARGIN, y, WIDTH - MARGIN / 2.0, y));
      svg.append(label(MARGIN / 2.0, y + 4, format(value) + " ms"));
    }
    svg.append("<polyline fill=\"none\" stroke=\"#1565c0\" stroke-width=\"2\" points=\"");
    for (int i = 0; i <= STEPS; i++) {
      double nines = 4.0 * i / STEPS;
      double percentile = 100 - 100 * Math.pow(10, -nines);
      double y = y(Math.max(least, result.millis(percentile)), least, most);
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(nines), y));
    }
    return svg.append("\"/>\n</svg>\n").toString();
  }

  private static double nines(double percentile) {
    return -Math.log10(1 - percentile / 100);
  }

  private static double decade(double value) {
    return Math.pow(10, Math.floor(Math.log10(value)));
  }

  private static String format(double value) {
    return value >= 1
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static double x(double nines) {
    return MARGIN + (WIDTH - 1.5 * MARGIN) * nines / 4;
  }

  private static double y(double value, double least, double most) {
    double share = Math.log(value / least) / Math.log(most / least);
    return HEIGHT - MARGIN - (HEIGHT - 1.5 * MARGIN) * share;
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
        x1,
        y1,
        x2,
        y2);
  }

  private static String label(double x, double y, String text) {
    return String.format(
        Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n", x, y, text);
  }
}
