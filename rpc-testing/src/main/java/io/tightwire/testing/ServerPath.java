package io.tightwire.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The way from a bed's clients to one of its servers, and the faults on it. Thread-safe. */
final class ServerPath {

  private final List<ProxiedClient> clients = new CopyOnWriteArrayList<>();
  private final CurrentPlan plan = new CurrentPlan();

  CurrentPlan plan() {
    return plan;
  }

  /** Adds a client that the faults affect. */
  synchronized void join(ProxiedClient proxied) {
    clients.add(proxied);
    if (plan.get().unreachable()) {
      proxied.proxy().shut();
    }
  }

  /** Adds a fault. */
  void change(UnaryOperator<FaultPlan> change) {
    FaultPlan unused = plan.change(change);
  }

  /** Disconnects all clients. */
  void disconnect(String why) {
    clients.forEach(proxied -> proxied.cut(why));
  }

  /** Disconnects all clients, and refuses connections until {@link #clear()}. */
  synchronized void refuse() {
    if (!plan.change(FaultPlan::asUnreachable).unreachable()) {
      clients.forEach(proxied -> proxied.proxy().shut());
      disconnect("the test has made the server unreachable");
    }
  }

  /** Removes all faults, and forwards delayed requests. */
  synchronized void clear() {
    FaultPlan before = plan.change(faults -> FaultPlan.NONE);
    if (before.unreachable()) {
      clients.forEach(proxied -> proxied.proxy().reopen());
    }
    if (!before.delays().isEmpty()) {
      clients.forEach(ProxiedClient::release);
    }
  }
}
