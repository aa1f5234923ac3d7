package io.tightwire.benchmarks.work;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One library under test: a public class with a public constructor without parameters. Used by one
 * thread.
 */
public interface Peer {

  /** Starts the service on a loopback address, in the server's JVM. */
  Server start(Map<String, String> options) throws Exception;

  /** Connects the one client that all threads share, in the client's JVM. */
  Client connect(String endpoint, Map<String, String> options) throws Exception;

  /**
   * Prepares clients that make no call, in a JVM of their own. A library whose server or client
   * can't hold ten thousand throws {@link NotOffered}.
   */
  default Idle idle(String endpoint) throws Exception {
    throw new NotOffered();
  }

  /** Connections to a server that are open and make no call. Used by one thread. */
  interface Idle extends AutoCloseable {

    /**
     * Opens connections, and returns when the server has accepted all of them.
     *
     * @param seconds over which they are spread, so that their heartbeats are as well
     */
    void open(int count, double seconds) throws IOException;

    /** Returns the number of connections that are open. */
    int count();

    @Override
    void close() throws IOException;
  }

  /** A started service. Used by one thread. */
  interface Server extends AutoCloseable {

    /** Returns the address for {@link Peer#connect}: one line without spaces. */
    String endpoint();

    @Override
    void close() throws IOException;
  }

  /** Is informed of the end of one asynchronous call. Thread-safe. */
  interface Done {
    void done(long result, @Nullable Throwable error);
  }

  /**
   * The workloads. A call that the library does not have throws {@link NotOffered}. A failed call
   * throws, too. Thread-safe.
   */
  interface Client extends AutoCloseable {

    int add(int a, int b) throws Exception;

    /**
     * Builds the {@link Sample}'s order with this id in the type that this library's user would
     * hold, has it echoed, reads every field of the response and returns their {@link Sample}
     * checksum.
     */
    default long echo(long id) throws Exception {
      throw new NotOffered();
    }

    /** Has the bytes echoed, and returns the echo in a new array. */
    byte[] bytes(byte[] data) throws Exception;

    default void addAsync(int a, int b, Done done) throws Exception {
      throw new NotOffered();
    }

    default void echoAsync(long id, Done done) throws Exception {
      throw new NotOffered();
    }

    /** Reads a server stream of the longs 0 to n-1 one by one, and returns their sum. */
    default long stream(int n) throws Exception {
      throw new NotOffered();
    }

    /**
     * Sends a stream of the longs 0 to n-1 one by one, and returns the sum that the server made.
     */
    default long upload(int n) throws Exception {
      throw new NotOffered();
    }

    /**
     * Sends a stream of the longs 0 to n-1, which the server answers one by one with the next
     * larger number, and returns the sum of the answers.
     */
    default long duplex(int n) throws Exception {
      throw new NotOffered();
    }

    /** Has {@link Ledger#enter} called with the value, and does not wait. */
    default void oneWay(long value) throws Exception {
      throw new NotOffered();
    }

    @Override
    void close() throws IOException;
  }
}
