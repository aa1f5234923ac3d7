package io.tightwire.internal.link;

import io.tightwire.internal.flow.Times;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server, at any number of endpoints. Thread-safe.
 *
 * @param <C> the type of the agent's commands
 */
public final class ServerLink<C> {

  private static final Duration BIND_LIMIT = Duration.ofSeconds(30);

  /** A socket that was just closed may need a moment to be gone. */
  private static final int REBINDS = 10;

  private static final long REBIND_MILLIS = 25;

  private final LinkOptions options;
  private final NameLookups lookups;
  private final Loop<C, ServerTransport> loop;

  public ServerLink(LinkOptions options, Agent<C> agent) {
    this(options, agent, NameLookups.PROCESS);
  }

  ServerLink(LinkOptions options, Agent<C> agent, NameLookups lookups) {
    this.options = options;
    this.lookups = lookups;
    this.loop = new Loop<>(options, agent, ServerTransport::new, LoopCrew.STANDBY);
  }

  /**
   * Listens at an endpoint. Connections are accepted immediately; their messages are read once the
   * link is {@linkplain #start() started}.
   *
   * @return the endpoint, with the system's choice for each {@code *} but the host
   * @throws IOException if it cannot be bound, with the reason
   */
  public Endpoint bind(Endpoint wanted) throws IOException {
    InetAddress host = hostOf(wanted); // not looked up by the loop, which serves others
    for (int attempt = 1; ; attempt++) {
      try {
        return bindOnce(wanted, host);
      } catch (BindException e) {
        if (attempt == REBINDS || !pause()) {
          throw e;
        }
      }
    }
  }

  private @Nullable InetAddress hostOf(Endpoint wanted) throws IOException {
    if (wanted.kind() != Endpoint.Kind.TCP || wanted.isAnyHost()) {
      return null;
    }
    try {
      return lookups.await(wanted.host(), BIND_LIMIT);
    } catch (IOException e) {
      throw wanted.bindFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Endpoint bindOnce(Endpoint wanted, @Nullable InetAddress host) throws IOException {
    CompletableFuture<Endpoint> bound = new CompletableFuture<>();
    run(
        new LoopTask() {
          @Override
          public void run(long now) {
            try {
              bound.complete(loop.transport().bind(wanted, host));
            } catch (Throwable e) { // the caller of bind gets it; the loop goes on
              bound.completeExceptionally(e);
            }
          }

          @Override
          public void cancel() {
            bound.completeExceptionally(closed());
          }
        });
    return outcome(bound, wanted);
  }

  private Endpoint outcome(CompletableFuture<Endpoint> bound, Endpoint wanted) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return bound.get(BIND_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // it is bound soon, and the caller must learn of it
        } catch (TimeoutException e) {
          throw new IOException(
              "Cannot bind " + wanted + ": no result within " + Times.print(BIND_LIMIT), e);
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns the loop's exception; throws it if it is unchecked. */
  private static IOException rethrown(ExecutionException wrapper) {
    Throwable cause = wrapper.getCause();
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return cause instanceof IOException checked
        ? checked
        : new IOException(wrapper.getMessage(), wrapper);
  }

  private IllegalStateException closed() {
    Throwable failure = loop.failure();
    return new IllegalStateException(
        "The link \""
            + options.name()
            + (failure == null ? "\" is closed" : "\" failed: " + failure),
        failure);
  }

  /** Runs a task on the loop thread, or cancels it. */
  private void run(LoopTask task) {
    loop.start();
    if (!loop.execute(task)) {
      task.cancel();
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(REBIND_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts to read messages, and to call the agent. */
  public void start() {
    run(
        new LoopTask() {
          @Override
          public void run(long now) throws IOException {
            loop.transport().startReading();
          }

          @Override
          public void cancel() {
            // A closed loop reads nothing.
          }
        });
  }

  /** Stops listening soon, and releases the endpoints. Existing connections are kept. */
  public void stopAccepting() {
    run(
        new LoopTask() {
          @Override
          public void run(long now) throws IOException {
            loop.transport().stopAccepting();
          }

          @Override
          public void cancel() {
            // Closing the loop stops it, too.
          }
        });
  }

  /** Ends the connections of the clients whose keys are not allowed any more, soon. */
  public void reviewKeys() {
    LoopTask review =
        new LoopTask() {
          @Override
          public void run(long now) {
            loop.transport().reviewKeys();
          }

          @Override
          public void cancel() {
            // A closed loop has no connections.
          }
        };
    boolean unused = loop.execute(review);
  }

  /**
   * Hands a command to the agent.
   *
   * @return false if the link is closed; otherwise {@link Agent#onCommand} gets it, exactly once
   */
  public boolean post(C command) {
    return loop.post(command);
  }

  /** Returns the failure that ended the link; null if none did. */
  public @Nullable Throwable failure() {
    return loop.failure();
  }

  /**
   * Closes the link: sends what is queued, for {@code linger} at most, and tells the agent. Waits
   * for that, unless the agent calls it; a second call only waits.
   */
  public void close(Duration linger) {
    loop.close(linger);
  }

  /** Closes the link without waiting. */
  public void beginClose(Duration linger) {
    loop.beginClose(linger);
  }
}
