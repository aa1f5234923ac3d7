package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.it.Shifting.Shifted;
import io.tightwire.it.Shifting.Snapshot;
import io.tightwire.it.Shifting.Tally;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests collections that change while they are encoded: the elements that their iterators return
 * arrive, or that one call fails. No other call is affected.
 */
@SuppressWarnings("NullAway.Init") // set before each scenario
final class ShiftingTest extends Scenario {

  private ShiftingStub shifting;
  private volatile Snapshot own = snapshot(List.of());

  @BeforeEach
  void open() {
    Shifting service =
        new Shifting() {
          @Override
          public Snapshot echo(Snapshot snapshot) {
            return snapshot;
          }

          @Override
          public Snapshot own() {
            return own;
          }

          @Override
          public Stream<Snapshot> items() {
            return Stream.of(snapshot(List.of(1)), own, snapshot(List.of(2)));
          }

          @Override
          public void fail() throws Shifted {
            throw new Shifted(own.list(), 17);
          }

          @Override
          public int sum(Collection<Integer> numbers, int last) {
            return numbers.stream().mapToInt(Integer::intValue).sum() * 100 + last;
          }

          @Override
          public int count(Tally tally, int last) {
            return tally.announced() * 100 + last;
          }
        };
    RpcServer server = start(RpcServer.builder().service(new ShiftingSkeleton(service)));
    shifting = new ShiftingStub(connect(server));
  }

  @Test
  void whatTheIteratorGivesIsWhatArrives() {
    for (int[] sizes : new int[][] {{3, 4}, {4, 3}, {0, 20}, {20, 0}, {70_000, 2}, {2, 70_000}}) {
      Snapshot sent = lying(sizes[0], sizes[1]);
      own = sent;

      isWhole(shifting.echo(sent).remote(LONG), sizes[1]);
      isWhole(shifting.own().remote(LONG), sizes[1]);
      assertThat(shifting.sum(new Lying(sizes[0], sizes[1]), 42).remote(LONG))
          .isEqualTo(sizes[1] * 700 + 42);
    }
  }

  @Test
  void itemsAndThoseBehindThemArriveWhole() {
    own = lying(3, 4);

    try (RemoteStream<Snapshot> items = shifting.items().remoteStreaming(LONG)) {
      assertThat(items.next().list()).containsExactly(1);
      isWhole(items.next(), 4);
      assertThat(items.next().list()).containsExactly(2);
      assertThat(items.hasNext()).isFalse();
    }
  }

  @Test
  void stateOfExceptionsArrivesWhole() {
    own = lying(3, 4);

    RpcRemoteException failure =
        catchThrowableOfType(RpcRemoteException.class, () -> shifting.fail().remote(LONG));

    assertThat(failure)
        .cause()
        .isInstanceOfSatisfying(
            Shifted.class,
            shifted -> {
              assertThat(shifted.list()).containsExactly(7, 7, 7, 7);
              assertThat(shifted.code()).isEqualTo(17);
            });
  }

  @Test
  void collectionsThatOtherThreadsChangeDisturbNothing() throws InterruptedException {
    List<Integer> list = new CopyOnWriteArrayList<>();
    Set<Integer> set = ConcurrentHashMap.newKeySet();
    Map<String, Integer> map = new ConcurrentHashMap<>();
    own = new Snapshot(list, set, map, arrayOf(list), 111, 222);
    AtomicBoolean over = new AtomicBoolean();
    Thread changer =
        new Thread(
            () -> {
              for (int i = 0; !over.get(); i++) {
                int n = i % 100;
                list.add(n);
                set.add(n);
                map.put("key-" + n, n);
                if (n == 99) {
                  list.clear();
                  set.clear();
                  map.clear();
                }
              }
            });
    changer.start();
    try {
      List<CompletableFuture<Snapshot>> calls = new ArrayList<>();
      List<CompletableFuture<Integer>> neighbours = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        calls.add(shifting.echo(own).remoteFuture(LONG));
        neighbours.add(shifting.sum(List.of(i), 7).remoteFuture(LONG));
        calls.add(shifting.own().remoteFuture(LONG));
      }
      for (CompletableFuture<Snapshot> call : calls) {
        Snapshot arrived = call.join();
        assertThat(arrived.a()).isEqualTo(111);
        assertThat(arrived.b()).isEqualTo(222);
        arrived.map().forEach((key, value) -> assertThat(key).isEqualTo("key-" + value));
      }
      for (int i = 0; i < neighbours.size(); i++) {
        assertThat(neighbours.get(i).join()).isEqualTo(i * 100 + 7);
      }
    } finally {
      over.set(true);
      changer.join();
    }
  }

  @Test
  void iteratorThatThrowsFailsItsOwnCallAndNoOther() {
    Snapshot failing = snapshot(new Failing());
    own = failing;
    List<CompletableFuture<Integer>> neighbours = new ArrayList<>();

    neighbours.add(shifting.sum(List.of(1), 2).remoteFuture(LONG));
    RpcProtocolException argument =
        catchThrowableOfType(RpcProtocolException.class, () -> shifting.echo(failing).remote(LONG));
    neighbours.add(shifting.sum(List.of(1), 2).remoteFuture(LONG));
    RpcException result =
        catchThrowableOfType(RpcException.class, () -> shifting.own().remote(LONG));
    neighbours.add(shifting.sum(List.of(1), 2).remoteFuture(LONG));

    assertThat(argument).hasMessageContaining("ConcurrentModificationException");
    assertThat(argument.mayHaveExecuted()).isFalse();
    assertThat(result.mayHaveExecuted()).isTrue();
    try (RemoteStream<Snapshot> items = shifting.items().remoteStreaming(LONG)) {
      assertThat(items.next().list()).containsExactly(1);
      assertThatExceptionOfType(RpcStreamingException.class).isThrownBy(items::next);
    }
    neighbours.add(shifting.sum(List.of(1), 2).remoteFuture(LONG));
    assertThat(neighbours).allSatisfy(n -> assertThat(n.join()).isEqualTo(102));
  }

  @Test
  void codecOfAUserThatMiscountsFailsItsOwnCallAndNoOther() {
    Tally sound = new Tally(List.of(1, 2, 3), 3);
    CompletableFuture<Integer> before = shifting.count(sound, 5).remoteFuture(LONG);
    for (int announced : new int[] {2, 4, 0, 20}) {
      RpcProtocolException failure =
          catchThrowableOfType(
              RpcProtocolException.class,
              () -> shifting.count(new Tally(List.of(1, 2, 3), announced), 5).remote(LONG));

      assertThat(failure).hasMessageContaining("TallyCodec has to write exactly one value");
      assertThat(failure.status()).isEqualTo(RpcStatus.INTERNAL);
      assertThat(failure.mayHaveExecuted()).isFalse();
    }
    assertThat(before.join()).isEqualTo(305);
    assertThat(shifting.count(sound, 6).remote(LONG)).isEqualTo(306);
  }

  private static void isWhole(Snapshot arrived, int size) {
    assertThat(arrived.list()).isEqualTo(Collections.nCopies(size, 7));
    assertThat(arrived.set()).hasSize(size);
    assertThat(arrived.map()).hasSize(size);
    assertThat(arrived.array()[0]).hasSize(size);
    assertThat(arrived.a()).isEqualTo(111);
    assertThat(arrived.b()).isEqualTo(222);
  }

  private static Snapshot lying(int announced, int given) {
    Lying list = new Lying(announced, given);
    Set<Integer> set =
        new AbstractSet<>() {
          @Override
          public int size() {
            return announced;
          }

          @Override
          public Iterator<Integer> iterator() {
            return Stream.iterate(0, i -> i + 1).limit(given).iterator();
          }
        };
    Map<String, Integer> map =
        new AbstractMap<>() {
          @Override
          public int size() {
            return announced;
          }

          @Override
          public Set<Entry<String, Integer>> entrySet() {
            return new AbstractSet<>() {
              @Override
              public int size() {
                return announced;
              }

              @Override
              public Iterator<Entry<String, Integer>> iterator() {
                return Stream.iterate(0, i -> i + 1)
                    .limit(given)
                    .map(i -> Map.entry("key-" + i, i))
                    .iterator();
              }
            };
          }
        };
    return new Snapshot(list, set, map, arrayOf(list), 111, 222);
  }

  private static Snapshot snapshot(List<Integer> list) {
    return new Snapshot(list, Set.of(), Map.of(), arrayOf(list), 111, 222);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // no other elements are put into the array
  private static List<Integer>[] arrayOf(List<Integer>... lists) {
    return lists;
  }

  /** A list of sevens whose size is wrong. */
  private static class Lying extends AbstractList<Integer> {

    private final int announced;
    private final int given;

    Lying(int announced, int given) {
      this.announced = announced;
      this.given = given;
    }

    @Override
    public Integer get(int index) {
      return 7;
    }

    @Override
    public int size() {
      return announced;
    }

    @Override
    public Iterator<Integer> iterator() {
      return Collections.nCopies(given, 7).iterator();
    }
  }

  /** A list that another thread changes while its second element is encoded. */
  private static final class Failing extends Lying {

    Failing() {
      super(3, 3);
    }

    @Override
    public Iterator<Integer> iterator() {
      return Stream.of(1, 2, 3)
          .map(
              i -> {
                if (i == 2) {
                  throw new ConcurrentModificationException();
                }
                return i;
              })
          .iterator();
    }
  }
}
