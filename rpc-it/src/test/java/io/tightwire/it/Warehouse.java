package io.tightwire.it;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** A depot that reads what it is sent. Stateless; thread-safe. */
final class Warehouse implements Depot {
  @Override
  public long sum(Stream<Integer> numbers) {
    return numbers.mapToLong(Integer::longValue).sum();
  }

  @Override
  public int first(int least, Stream<Integer> numbers) {
    return numbers.filter(number -> number >= least).findFirst().orElse(-1);
  }

  @Override
  public CompletionStage<Long> store(String name, Flow.Publisher<byte[]> parts) {
    CompletableFuture<Long> stored = new CompletableFuture<>();
    parts.subscribe(
        new Flow.Subscriber<>() {
          private long bytes;

          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(byte[] part) {
            bytes += part.length;
          }

          @Override
          public void onError(Throwable failure) {
            stored.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            stored.complete(bytes);
          }
        });
    return stored;
  }

  @Override
  public Stream<Integer> squares(Stream<Integer> numbers) {
    return numbers.map(number -> number * number);
  }

  @Override
  public Flow.Publisher<String> upper(Flow.Publisher<String> texts) {
    return subscriber ->
        texts.subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
              }

              @Override
              public void onNext(String text) {
                subscriber.onNext(text.toUpperCase(Locale.ROOT));
              }

              @Override
              public void onError(Throwable failure) {
                subscriber.onError(failure);
              }

              @Override
              public void onComplete() {
                subscriber.onComplete();
              }
            });
  }
}
