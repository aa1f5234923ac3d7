package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tests how much memory clients and servers need for streams whose handlers do not read on. */
final class UploadMemoryTest extends ProcessScenario {

  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  private int measurements;

  /** Returns the live heap of a process. */
  private long heap(ChildProcess process) {
    String tag = "#" + ++measurements;
    process.say("holds " + tag);
    return Long.parseLong(process.await("Holds " + tag + ' '));
  }

  private void awaitQuiet(ChildProcess client) {
    String tag = "#" + ++measurements;
    client.say("quiet " + tag);
    assertThat(client.await("Quiet " + tag)).isEmpty();
  }

  private ChildProcess haul(ChildProcess server) throws IOException {
    ChildProcess client = ChildProcess.start(HaulerProcess.class, endpointOf(server));
    tidy(client::kill);
    client.say("take 1 1000000 3 1000"); // loads the classes
    assertThat(client.await("Sum ")).isEqualTo("3000");
    return client;
  }

  @Test
  void thousandUploadsWhoseHandlersDoNotReadOnHoldLittle() throws IOException {
    int calls = 1_000;
    int parts = 10;
    int size = 16_000;
    ChildProcess server = launch(IntakeProcess.class, anywhere());
    ChildProcess client = haul(server);
    long serverBefore = heap(server);
    long clientBefore = heap(client);

    client.say("take " + calls + " 1 " + parts + ' ' + size); // all pause after their first part
    assertThat(server.await(IntakeProcess.PAUSED + calls + '.')).isEmpty();
    awaitQuiet(client);

    long serverHolds = heap(server) - serverBefore;
    long clientHolds = heap(client) - clientBefore;
    long bound = calls * (64 * KIB + size); // one item may exceed the credit
    assertThat(serverHolds).isBetween(bound / 10, bound);
    assertThat(clientHolds).isLessThan(bound);

    server.say("go " + calls * parts);
    assertThat(client.await("Sum " + 1L * calls * parts * size)).isEmpty();
  }

  @Test
  void fastSenderNeedsNoMoreMemoryForASlowHandler() throws IOException {
    int parts = 4_800;
    int size = 65_536;
    int pause = 100_000_000;
    ChildProcess server = launch(IntakeProcess.class, anywhere());
    ChildProcess client = haul(server);
    long serverBefore = heap(server);
    long clientBefore = heap(client);

    client.say("take 1 " + pause + ' ' + parts + ' ' + size);
    for (int pauses = 1; pauses <= 3; pauses++) {
      assertThat(server.await(IntakeProcess.PAUSED + pauses + '.')).isEmpty();
      awaitQuiet(client);
      long serverHolds = heap(server) - serverBefore;
      long clientHolds = heap(client) - clientBefore;
      assertThat(serverHolds).isLessThan(16 * MIB);
      assertThat(clientHolds).isLessThan(16 * MIB);
      server.say("go 1");
    }
    assertThat(client.await("Sum " + 1L * parts * size)).isEmpty();
  }
}
