package io.tightwire.benchmarks.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures peers in turns. The JVMs of all peers keep running, and each case goes round the peers
 * several times before the next case. So a machine whose speed changes over time affects all peers.
 * Used by one thread.
 */
final class Tour {
  /**
   * The share of the machine, in percent, that other processes may use before a round counts as
   * disturbed.
   */
  private static final double DISTURBED = 10;

  private final List<Contender> contenders;
  private final Options options;
  private final PrintStream log;
  private final Results results = new Results();

  Tour(List<Contender> contenders, Options options, PrintStream log) {
    this.contenders = contenders;
    this.options = options;
    this.log = log;
  }

  /**
   * Measures everything.
   *
   * @throws RunFailedException at the first call that fails
   */
  Results run() {
    for (int i = 0; i < options.pace().starts(); i++) {
      for (Contender contender : contenders) {
        measureStart(contender);
      }
    }
    List<PeerProcess> peers = new ArrayList<>();
    try {
      for (Contender contender : contenders) {
        peers.add(PeerProcess.startWithTouchedHeap(contender, options.heap()));
      }
      peers.forEach(this::rehearse);
      for (Case one : options.cases()) {
        measure(one, peers);
      }
    } finally {
      peers.forEach(PeerProcess::close);
    }
    return results;
  }

  private void measureStart(Contender contender) {
    try (PeerProcess peer = PeerProcess.start(contender, options.heap())) {
      results.addStart(contender, peer.startFigures());
      log.println(contender.label() + " start " + peer.startFigures().toLine());
    }
  }

  private void rehearse(PeerProcess peer) {
    for (Case one : options.cases()) {
      log.println(peer.contender().label() + " rehearses " + one.label());
      peer.run(one, options.pace().rehearsalRound());
    }
  }

  private void measure(Case one, List<PeerProcess> peers) {
    List<PeerProcess> order = new ArrayList<>(peers);
    for (int round = 0; round < options.pace().rounds(); round++) {
      for (PeerProcess peer : order) {
        Optional<Figures> figures = quiet(one, peer, options.pace().round(round));
        String what = peer.contender().label() + " " + one.label() + " ";
        log.println(what + figures.map(Figures::toLine).orElse(ClientMain.NOT_OFFERED));
        figures.ifPresent(them -> results.addRound(peer.contender(), one, them));
      }
      Collections.rotate(order, 1); // no peer always runs right after the same other peer
    }
  }

  /**
   * Measures a round; if it was disturbed, measures once more and returns the quieter of the two.
   */
  private Optional<Figures> quiet(Case one, PeerProcess peer, Pace.Round round) {
    Optional<Figures> first = peer.run(one, round);
    boolean repeats = options.pace().repeat() && options.neighbours() == 0;
    if (!repeats || first.isEmpty() || disturbance(first.get()) <= DISTURBED) {
      return first;
    }
    Optional<Figures> second = peer.run(one, round);
    return second.isPresent() && disturbance(second.get()) < disturbance(first.get())
        ? second
        : first;
  }

  private static double disturbance(Figures figures) {
    OptionalDouble others = figures.get(Figure.OTHERS_PERCENT);
    return others.orElse(0);
  }
}
