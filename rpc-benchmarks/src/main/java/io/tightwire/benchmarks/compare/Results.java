package io.tightwire.benchmarks.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All results of a comparison. Used by one thread. */
final class Results {
  private record Cell(String label, Case one) {}

  private final Map<Cell, List<Figures>> rounds = new HashMap<>();
  private final Map<String, List<Figures>> starts = new HashMap<>();

  void addRound(Contender contender, Case one, Figures figures) {
    rounds
        .computeIfAbsent(new Cell(contender.label(), one), cell -> new ArrayList<>())
        .add(figures);
  }

  void addStart(Contender contender, Figures figures) {
    starts.computeIfAbsent(contender.label(), label -> new ArrayList<>()).add(figures);
  }

  /** Returns the rounds; empty if the library does not have such a call. */
  List<Figures> rounds(String label, Case one) {
    return rounds.getOrDefault(new Cell(label, one), List.of());
  }

  List<Figures> starts(String label) {
    return starts.getOrDefault(label, List.of());
  }
}
