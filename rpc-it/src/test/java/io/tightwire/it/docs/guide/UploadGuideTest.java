package io.tightwire.it.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the snippets about streams from the client. */
final class UploadGuideTest {

  static final class BookKeeper implements Books {
    private final Map<String, Long> balances = new ConcurrentHashMap<>();

    @Override
    public long book(String name, Stream<Line> lines) {
      return lines
          .peek(line -> balances.merge(line.account(), line.cents(), Long::sum))
          .mapToLong(Line::cents)
          .sum();
    }

    @Override
    public Stream<Long> balances(Stream<String> accounts) {
      return accounts.map(account -> balances.getOrDefault(account, 0L));
    }
  }

  private static Stream<Books.Line> lines() {
    return Stream.of(new Books.Line("rent", 100_000), new Books.Line("bread", 250));
  }

  @Test
  void uploads() throws Exception {
    try (RpcServer server = RpcServer.of(new BooksSkeleton(new BookKeeper()))) {
      server.bind("inproc://*");
      server.start();
      try (RpcClient client = RpcClient.connect(server.endpoint())) {
        BooksStub books = new BooksStub(client);
        long sum = books.book("may", lines()).remote(); // this thread pulls the lines
        assertThat(sum).isEqualTo(100_250);

        try (OpenUpload<Books.Line, Long> upload = books.book("june").open()) {
          upload.send(new Books.Line("rent", 100_000)); // waits while the handler does not read
          upload.send(new Books.Line("bread", 300));
          upload.complete();
          System.out.println(upload.result());
        }

        try (OpenDuplex<String, Long> balances = books.balances().open()) {
          balances.send("rent");
          System.out.println(balances.next());
          balances.send("bread");
          System.out.println(balances.next());
        }
        assertThat(books.blocking().balances(Stream.of("bread", "rent")))
            .containsExactly(550L, 200_000L);
      }
    }
  }
}
