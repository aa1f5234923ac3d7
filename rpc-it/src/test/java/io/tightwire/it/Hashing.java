package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A service with sets and maps whose keys a peer chooses. */
@RpcService
public interface Hashing {

  /** Records, which are not comparable. */
  int points(Set<Point> points);

  /** As keys of a map. */
  int pointsByName(Map<Point, String> points);

  /** In other keys. */
  int lists(Set<List<Integer>> lists);

  /** In optionals. */
  int optionals(Set<Optional<Point>> points);

  /** Dates that are not comparable with their own class. */
  int times(Set<LocalDateTime> times, Set<LocalDate> dates);

  /** Comparable keys, which the JDK keeps in order. */
  int ordered(Set<String> texts, Map<UUID, Integer> ids);

  /** Sets of sets of sets. */
  int tree(Tree tree);

  /** A record as a key. */
  record Point(int x, int y) {}

  /** Contains itself in sets. */
  record Tree(int number, Set<Tree> children) {}
}
