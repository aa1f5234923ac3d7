package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcClient;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests clients and servers that were built from different versions of a service. */
class EvolutionTest extends Scenario {

  @Test
  void clientThatKnowsTheFormerVersionIsServedByAGrownOne() {
    ShelfStub shelf =
        new ShelfStub(
            connect(start(RpcServer.builder().service(new GrownShelfSkeleton(new Large())))));

    assertThat(shelf.put(new Shelf.Thing("lamp")).remote()).isEqualTo(new Shelf.Thing("lamp 0"));
    assertThat(shelf.things().remote()).containsExactly(new Shelf.Thing("vase"));
  }

  @Test
  void clientThatHasGrownIsServedByAFormerVersion() {
    GrownShelfStub shelf =
        new GrownShelfStub(
            connect(start(RpcServer.builder().service(new ShelfSkeleton(new Small())))));
    GrownShelf.Piece lamp = new GrownShelf.Piece("lamp", Optional.of("fragile"), 3);

    assertThat(shelf.put(lamp).remote())
        .isEqualTo(new GrownShelf.Piece("lamp!", Optional.empty(), 0));
    assertThat(catchThrowableOfType(RpcMethodNotFoundException.class, () -> shelf.count().remote()))
        .hasMessageContaining("count");
  }

  @Test
  void argumentsThatAreNotUnderstoodNameBothVersionsOfTheMethod() {
    RenovatedWorkshopStub renovated = renovated();

    assertThat(catchThrowableOfType(RpcProtocolException.class, () -> renovated.work(1).remote()))
        .hasMessageContaining("can't be decoded")
        .hasMessageContaining("different versions of workshop.work")
        .hasMessageContaining(RenovatedWorkshopMethods.WORK.fingerprint() + " in this client")
        .hasMessageContaining(WorkshopMethods.WORK.fingerprint() + " in the server");
    assertThat(catchThrowableOfType(RpcProtocolException.class, () -> renovated.add(1).remote()))
        .hasMessageContaining("different versions of workshop.add");
  }

  @Test
  void resultsThatAreNotUnderstoodNameBothVersionsOfTheMethod() {
    RenovatedWorkshopStub renovated = renovated();

    assertThat(
            catchThrowableOfType(RpcProtocolException.class, () -> renovated.metadata().remote()))
        .hasMessageContaining("can't be decoded")
        .hasMessageContaining("different versions of workshop.metadata")
        .hasMessageContaining(RenovatedWorkshopMethods.METADATA.fingerprint() + " in this client")
        .hasMessageContaining(WorkshopMethods.METADATA.fingerprint() + " in the server");
  }

  @Test
  void serverThatDoesNotKnowAMethodAsksNothingOfItsStream() {
    RpcServer former = serve(new Workbench());
    AtomicInteger pulled = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Stream<Integer> numbers =
        Stream.generate(pulled::incrementAndGet).onClose(closed::incrementAndGet);

    RpcMethodNotFoundException failure =
        catchThrowableOfType(
            RpcMethodNotFoundException.class,
            () -> new DepotStub(connect(former)).sum(numbers).remote());

    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(pulled).hasValue(0);
    assertThat(closed).hasValue(1);
  }

  @Test
  void publisherThatAServerDidNotAskForCanBeSentToAnother() {
    AtomicInteger subscribed = new AtomicInteger();
    Flow.Publisher<byte[]> parts =
        subscriber -> {
          subscribed.incrementAndGet();
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  subscriber.onNext(new byte[7]);
                  subscriber.onComplete();
                }

                @Override
                public void cancel() {}
              });
        };
    DepotStub former = new DepotStub(connect(serve(new Workbench())));
    assertThat(
            catchThrowableOfType(
                    RpcMethodNotFoundException.class, () -> former.store("a", parts).remote())
                .mayHaveExecuted())
        .isFalse();
    assertThat(subscribed).hasValue(0);

    RpcServer present = start(server(new Workbench()).service(new DepotSkeleton(new Warehouse())));
    assertThat(new DepotStub(connect(present)).store("a", parts).remote(LONG)).isEqualTo(7);
    assertThat(subscribed).hasValue(1);
  }

  private RenovatedWorkshopStub renovated() {
    RpcClient client = connect(serve(new Workbench()));
    return new RenovatedWorkshopStub(client);
  }

  private static final class Small implements Shelf {
    @Override
    public Thing put(Thing thing) {
      return new Thing(thing.name() + '!');
    }

    @Override
    public List<Thing> things() {
      return List.of();
    }
  }

  private static final class Large implements GrownShelf {
    @Override
    public Piece put(Piece piece) {
      return new Piece(piece.name() + ' ' + piece.weight(), Optional.of("new"), 1);
    }

    @Override
    public List<Piece> things() {
      return List.of(new Piece("vase", Optional.empty(), 2));
    }

    @Override
    public int count() {
      return 1;
    }
  }
}
