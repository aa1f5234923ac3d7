package io.tightwire.testing;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.generated.RpcSkeleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The settings of {@link TestBed.Builder}. Not thread-safe. */
abstract sealed class BedBuilder permits TestBed.Builder {

  final List<IntFunction<? extends RpcSkeleton>> services = new ArrayList<>();
  int servers = 1;
  Consumer<RpcServer.Builder> server = unchanged -> {};
  Consumer<RpcClient.Builder> client = unchanged -> {};
  Duration timeout = Duration.ofSeconds(10);
  Duration patience = Duration.ofSeconds(5);

  BedBuilder() {}

  private TestBed.Builder self() {
    return (TestBed.Builder) this;
  }

  /**
   * Sets the number of servers. The default is 1. The client connects to all of them.
   *
   * @param count at least 1
   * @return this
   * @throws IllegalArgumentException if it is less
   */
  public TestBed.Builder servers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("servers must be at least 1, not " + count);
    }
    servers = count;
    return self();
  }

  /**
   * Adds a service that each server has an implementation of its own for.
   *
   * @param skeleton called with the index of each server, from 0, when that is started; returns the
   *     generated skeleton around its implementation
   * @return this
   */
  public TestBed.Builder service(IntFunction<? extends RpcSkeleton> skeleton) {
    services.add(Objects.requireNonNull(skeleton, "skeleton"));
    return self();
  }

  /**
   * Adds services, whose implementations all servers share. At least one service is required.
   *
   * @param skeletons the generated skeletons around the implementations; methods of services that
   *     {@link #server} adds can't be named in {@link Faults}
   * @return this
   */
  public TestBed.Builder services(RpcSkeleton... skeletons) {
    for (RpcSkeleton skeleton : skeletons) {
      Objects.requireNonNull(skeleton, "skeleton");
      services.add(index -> skeleton);
    }
    return self();
  }

  /**
   * Adds configuration of each server: lanes, interceptors, limits.
   *
   * @param configuration called each time a server is started, after the configurations that were
   *     added before
   * @return this
   */
  public TestBed.Builder server(Consumer<RpcServer.Builder> configuration) {
    server = server.andThen(configuration);
    return self();
  }

  /**
   * Adds configuration of the client: interceptors, limits.
   *
   * @param configuration called each time a bed is started, after the configurations that were
   *     added before; the endpoint is set afterwards
   * @return this
   */
  public TestBed.Builder client(Consumer<RpcClient.Builder> configuration) {
    client = client.andThen(configuration);
    return self();
  }

  /**
   * Sets the deadline of calls that have none, and whose methods have none, so that no test hangs.
   * The default is 10 s.
   *
   * @param value greater than zero
   * @return this
   * @throws IllegalArgumentException if it is not
   */
  public TestBed.Builder timeout(Duration value) {
    Objects.requireNonNull(value, "timeout");
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("timeout must be greater than zero, not " + value);
    }
    timeout = value;
    return self();
  }

  /** Sets the time to wait for the end of calls. Only tests that leak calls wait for all of it. */
  TestBed.Builder patience(Duration value) {
    patience = value;
    return self();
  }
}
