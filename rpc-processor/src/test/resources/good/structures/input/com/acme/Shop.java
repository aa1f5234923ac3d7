package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sells things. */
@RpcService(name = "shop")
public interface Shop {

  Order order(Customer customer, List<Line> lines, Optional<String> voucher);

  Map<String, List<Order>> ordersByCustomer();

  CompletableFuture<Optional<Order>> find(long number);

  CompletableFuture<Void> ship(List<Long> numbers);

  Stream<Order> all(State state);

  Optional<State> state(long number);

  List<State> states();

  Empty empty(Empty empty);

  enum State {
    OPEN,
    PAID {
      @Override
      boolean isFinal() {
        return false;
      }
    },
    SHIPPED;

    boolean isFinal() {
      return this == SHIPPED;
    }
  }

  record Order(long number, Customer customer, List<Line> lines, State state) {}

  record Line(String article, int count, double price, boolean gift, byte[] picture, char size) {
    public Line {
      if (count < 0) {
        throw new IllegalArgumentException("count is " + count);
      }
    }
  }

  record Customer(String name, Optional<Address> address, Map<String, Integer> points) {}

  record Address(String street, String in, Integer present, State value) {}

  record Empty() {}
}
