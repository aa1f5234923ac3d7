package com.acme.fleet;

import io.tightwire.RpcServer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One worker process: a server that puts itself into the registry. SIGTERM drains it: it leaves the
 * registry, finishes the calls that it has begun, and ends.
 */
public final class Worker implements Work {

  private static final long EFFORT = TimeUnit.MILLISECONDS.toNanos(2);

  private final OutputStream charges;

  private Worker(OutputStream charges) {
    this.charges = charges;
  }

  /** Serves until it is told to end. Arguments: the registry, and a file for the charges. */
  public static void main(String[] args) throws Exception {
    Quiet.tightwire();
    try (OutputStream charges = new FileOutputStream(args[1], true);
        RpcServer server =
            RpcServer.builder()
                .service(new WorkSkeleton(new Worker(charges)))
                .register(args[0])
                .build()) {
      System.out.println(server.bind("tcp://127.0.0.1:*")); // for the orchestrator's timeline
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      endWithParent();
      server.awaitTermination();
    }
  }

  /** Ends this process when the orchestrator has gone, however it ended. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {} // nothing is ever written
              } catch (IOException e) {
                // gone as well
              }
              System.exit(0);
            });
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public long score(long document) {
    LockSupport.parkNanos(EFFORT);
    return document * 31;
  }

  /** Records each charge before anything else, so that no kill can hide one that was begun. */
  @Override
  public void charge(long order) {
    try {
      charges.write((order + "\n").getBytes(StandardCharsets.US_ASCII)); // one write, unbuffered
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LockSupport.parkNanos(EFFORT);
  }
}
