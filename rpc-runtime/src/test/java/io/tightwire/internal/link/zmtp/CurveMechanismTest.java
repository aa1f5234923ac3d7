package io.tightwire.internal.link.zmtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import io.tightwire.internal.flow.LargeArrays;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.curve.CurveClient;
import io.tightwire.internal.link.curve.CurveSession;
import io.tightwire.internal.link.socket.MessageAssembler;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zmq.io.mechanism.curve.Curve;

/** The worker's thread is played by the test, so that what the loop does meanwhile is seen. */
class CurveMechanismTest {

  private static final int LARGE = 100_000;

  /** No other test has arrays of almost that size. */
  private static final int REUSABLE = 777_000;

  private final byte[][] server = new Curve().keypair();
  private final CurveClient client = new CurveClient(server);
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final CurveWorkers workers = new CurveWorkers(this::execute, () -> {});
  private final FakeWire wire = new FakeWire();
  private final InFlightBytes inFlight =
      new LinkContext(new LinkOptions("test", 1, 1), new FakeAgent(), () -> {}, failure -> {})
          .inFlightBytes();
  private boolean allowed = true;
  private boolean refusing;
  private final CurveMechanism mechanism =
      new CurveMechanism(CurveClient.keys(server, key -> allowed), workers, 1 << 20);

  CurveMechanismTest() {
    mechanism.attach(wire);
  }

  private void execute(Runnable task) {
    if (refusing) {
      throw new RejectedExecutionException("no thread");
    }
    tasks.add(task);
  }

  /** Computes what was given to workers, and continues with it on the loop. */
  private void work() throws Exception {
    for (Runnable task; (task = tasks.poll()) != null; ) {
      task.run();
    }
    workers.finish();
    mechanism.deliverReady();
  }

  private static final class FakeWire implements ZmtpMechanism.Wire {
    final List<byte[]> commands = new ArrayList<>();
    final List<byte[]> messages = new ArrayList<>();
    final List<byte[]> delivered = new ArrayList<>();
    boolean drained = true;
    boolean opened;
    boolean ended;
    @Nullable String refused;
    @Nullable Throwable failure;
    @Nullable Throwable unsealed;

    @Override
    public void control(byte[] frame) {
      commands.add(Arrays.copyOfRange(frame, 2, frame.length));
    }

    @Override
    public void pong(byte[] frame) {
      throw new AssertionError("a PONG that is not encrypted");
    }

    @Override
    public void message(OutboundMessage message) {
      throw new AssertionError("a message that is not encrypted");
    }

    @Override
    public void message(byte[] bytes, int offset, int length) {
      messages.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public boolean isDrained() {
      return drained;
    }

    @Override
    public void open() {
      opened = true;
    }

    @Override
    public void refuse(String why) {
      refused = why;
    }

    @Override
    public void deliver(InboundMessage message) {
      delivered.add(message.take());
    }

    @Override
    public boolean goesOn() {
      return !ended;
    }

    @Override
    public void readOn() {}

    @Override
    public void fail(Throwable cause) {
      failure = cause;
      ended = true;
    }

    @Override
    public void failToEncrypt(Throwable cause) {
      unsealed = cause;
      ended = true;
    }
  }

  private void shakeHands() throws Exception {
    mechanism.onCommand(client.hello());
    work();
    client.welcome(wire.commands.remove(0));
    mechanism.onCommand(client.initiate(ZmtpCommand.properties(Role.DEALER)));
    work();
  }

  private void receive(byte[]... frames) throws Exception {
    for (byte[] frame : frames) {
      mechanism.onMessage(new InboundMessage(frame), true);
    }
    mechanism.onReadEnd();
  }

  private void send(byte[] message) {
    inFlight.acquire(message.length);
    mechanism.send(new OutboundMessage(message, 0, message.length, inFlight));
  }

  private static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void handshakeIsComputedByWorkersWhileNothingIsRead() throws Exception {
    mechanism.onCommand(client.hello());
    assertThat(mechanism.isReadingHeld()).isTrue();
    workers.finish();
    assertThat(wire.commands).isEmpty();
    work();
    assertThat(mechanism.isReadingHeld()).isFalse();
    client.welcome(wire.commands.remove(0));

    mechanism.onCommand(client.initiate(ZmtpCommand.properties(Role.DEALER)));
    assertThat(mechanism.isReadingHeld()).isTrue();
    assertThat(mechanism.isComplete()).isFalse();
    work();
    assertThat(mechanism.isComplete()).isTrue();
    assertThat(wire.opened).isTrue();
    assertThat(mechanism.peerKey()).isEqualTo(client.key());
    byte[] properties = client.ready(wire.commands.remove(0));
    ZmtpCommand.checkProperties(properties, 0, Role.DEALER);
  }

  /** The list is asked by the loop, after the client has proven its key. */
  @Test
  void keyThatIsRemovedDuringTheHandshakeIsNotLetIn() throws Exception {
    mechanism.onCommand(client.hello());
    work();
    client.welcome(wire.commands.remove(0));
    mechanism.onCommand(client.initiate(ZmtpCommand.properties(Role.DEALER)));
    tasks.remove().run();
    allowed = false;
    work();
    assertThat(mechanism.isComplete()).isFalse();
    assertThat(wire.refused).contains("the key " + client.key() + " is not allowed");
    assertThat(wire.commands).containsExactly(ZmtpCommand.error("400"));
    assertThatIOException().isThrownBy(() -> mechanism.onCommand(client.hello()));
    assertThatIOException().isThrownBy(() -> receive(new byte[40]));
  }

  @Test
  void socketsThatDoNotFitAreRefused() throws Exception {
    mechanism.onCommand(client.hello());
    work();
    client.welcome(wire.commands.remove(0));
    mechanism.onCommand(client.initiate("\13Socket-Type\0\0\0\3SUB".getBytes(US_ASCII)));
    work();
    assertThat(wire.failure).hasMessageContaining("does not fit a ROUTER");
    assertThat(mechanism.isComplete()).isFalse();
  }

  @Test
  void smallMessagesNeedNoWorker() throws Exception {
    shakeHands();
    receive(client.message(0, bytes(10, 1)), client.message(0, bytes(20, 2)));
    send(bytes(30, 3));
    assertThat(tasks).isEmpty();
    assertThat(wire.delivered).containsExactly(bytes(10, 1), bytes(20, 2));
    assertThat(client.open(wire.messages.remove(0), 2, 0)).isEqualTo(bytes(30, 3));
  }

  @Test
  void onlyAMessageAboveTheLimitNeedsAWorker() throws Exception {
    shakeHands();
    int most = CurveMechanism.SMALL - CurveSession.OVERHEAD;
    receive(client.message(0, bytes(most, 1)));
    send(bytes(CurveMechanism.SMALL, 2));
    assertThat(tasks).isEmpty();
    assertThat(wire.delivered).containsExactly(bytes(most, 1));
    receive(client.message(0, bytes(most + 1, 3)));
    send(bytes(CurveMechanism.SMALL + 1, 4));
    assertThat(mechanism.isReadingHeld()).isTrue();
    assertThat(mechanism.isSending()).isTrue();
    work();
    assertThat(wire.delivered).containsExactly(bytes(most, 1), bytes(most + 1, 3));
    assertThat(client.open(wire.messages.get(1), 3, 0)).isEqualTo(bytes(1025, 4));
  }

  @Test
  void largeMessagesAndManySmallOnesAreDecryptedByWorkersInOrder() throws Exception {
    shakeHands();
    receive(client.message(0, bytes(LARGE, 1)), client.message(0, bytes(1, 2)));
    assertThat(mechanism.isReadingHeld()).isTrue();
    assertThat(wire.delivered).isEmpty();
    work();
    assertThat(mechanism.isReadingHeld()).isFalse();
    assertThat(wire.delivered).containsExactly(bytes(LARGE, 1), bytes(1, 2));

    wire.delivered.clear();
    byte[][] frames = new byte[1_000][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = client.message(0, bytes(20, i));
    }
    receive(frames);
    assertThat(wire.delivered).isEmpty();
    work();
    assertThat(wire.delivered).hasSize(frames.length);
    for (int i = 0; i < frames.length; i++) {
      assertThat(wire.delivered.get(i)).isEqualTo(bytes(20, i));
    }
  }

  @Test
  void largeMessagesAreEncryptedByWorkersOneAtATime() throws Exception {
    shakeHands();
    send(bytes(LARGE, 1));
    assertThat(mechanism.isSending()).isTrue();
    assertThat(wire.messages).isEmpty();
    work();
    assertThat(mechanism.isSending()).isFalse();
    send(bytes(5, 2));
    assertThat(client.open(wire.messages.get(0), 2, 0)).isEqualTo(bytes(LARGE, 1));
    assertThat(client.open(wire.messages.get(1), 3, 0)).isEqualTo(bytes(5, 2));
  }

  @Test
  void messagesBeforeOneThatIsForgedAreDeliveredAndThoseAfterItAreNot() throws Exception {
    shakeHands();
    byte[] forged = client.message(0, bytes(10, 2));
    forged[forged.length - 1] ^= 1;
    receive(client.message(0, bytes(LARGE, 1)), forged, client.message(0, bytes(10, 3)));
    assertThatIOException().isThrownBy(this::work).withMessageContaining("can't be decrypted");
    assertThat(wire.delivered).containsExactly(bytes(LARGE, 1));
  }

  @Test
  void messagesOfSeveralPartsAreRefused() throws Exception {
    shakeHands();
    byte[] part = client.message(CurveSession.MORE, bytes(10, 1));
    assertThatIOException().isThrownBy(() -> receive(part)).withMessageContaining("several parts");
    assertThatIOException()
        .isThrownBy(() -> mechanism.onMessage(new InboundMessage(part), false))
        .withMessageContaining("several parts");
  }

  /** Nonces have to be sent in order. */
  @Test
  void pongIsEncryptedWhenItsTurnHasCome() throws Exception {
    shakeHands();
    send(bytes(LARGE, 1));
    wire.drained = false;
    receive(client.message(CurveSession.COMMAND, "\4PING\0\0hello".getBytes(US_ASCII)));
    work();
    assertThat(client.open(wire.messages.remove(0), 2, 0)).isEqualTo(bytes(LARGE, 1));
    assertThat(wire.messages).isEmpty();
    wire.drained = true;
    mechanism.onDrained();
    assertThat(client.open(wire.messages.remove(0), 3, CurveSession.COMMAND))
        .isEqualTo("\4PONGhello".getBytes(US_ASCII));
    mechanism.onDrained();
    assertThat(wire.messages).isEmpty();
    assertThat(wire.delivered).isEmpty();
  }

  @Test
  void floodOfCommandsIsRefused() throws Exception {
    shakeHands();
    byte[] command = ("\3ANY" + "x".repeat(7_000)).getBytes(US_ASCII);
    assertThatIOException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                receive(client.message(CurveSession.COMMAND, command));
                work();
              }
            })
        .withMessageContaining("no message");
  }

  @Test
  void loopComputesIfThereIsNoThread() throws Exception {
    refusing = true;
    shakeHands();
    receive(client.message(0, bytes(LARGE, 1)));
    send(bytes(LARGE, 2));
    work();
    assertThat(wire.delivered).containsExactly(bytes(LARGE, 1));
    assertThat(client.open(wire.messages.remove(0), 2, 0)).isEqualTo(bytes(LARGE, 2));
  }

  @Test
  void connectionThatHasEndedCostsNothingMoreAndDeliversNothing() throws Exception {
    shakeHands();
    receive(client.message(0, bytes(LARGE, 1)));
    send(bytes(LARGE, 2));
    wire.ended = true;
    mechanism.end();
    work();
    assertThat(wire.delivered).isEmpty();
    assertThat(wire.messages).isEmpty();
  }

  /** It is no fault of what the other side sent. */
  @Test
  void messageThatCannotBeEncryptedEndsTheConnectionForThatReason() throws Exception {
    shakeHands();
    inFlight.acquire(LARGE);
    mechanism.send(new OutboundMessage(new byte[1], 0, LARGE, inFlight)); // no such array
    work();
    assertThat(wire.unsealed).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(wire.failure).isNull();
    assertThat(wire.messages).isEmpty();
    assertThat(mechanism.isSending()).isFalse();
  }

  @Test
  void arrayIsReusedOnceItsMessageIsEncrypted() throws Exception {
    shakeHands();
    byte[] array = sendReusable();
    tasks.remove().run();
    assertThat(isReleased(array)).isFalse(); // that is for the loop
    work();
    assertThat(isReleased(array)).isTrue();
    assertThat(isReleased(array)).isFalse();
    assertThat(client.open(wire.messages.remove(0), 2, 0)).isEqualTo(bytes(REUSABLE, 2));
  }

  @Test
  void arrayIsReusedOnceIfTheConnectionEndsBeforeAWorkerReadsIt() throws Exception {
    shakeHands();
    byte[] array = sendReusable();
    wire.ended = true;
    mechanism.end();
    assertThat(isReleased(array)).isTrue();
    work();
    mechanism.end();
    assertThat(isReleased(array)).isFalse();
  }

  @Test
  void arrayIsNotReusedWhileAWorkerReadsItThoughTheConnectionHasEnded() throws Exception {
    shakeHands();
    byte[] array = sendReusable();
    tasks.remove().run();
    wire.ended = true;
    mechanism.end();
    assertThat(isReleased(array)).isFalse();
    work();
    assertThat(isReleased(array)).isTrue();
    mechanism.end();
    assertThat(isReleased(array)).isFalse();
  }

  private byte[] sendReusable() {
    byte[] array = bytes(REUSABLE, 2);
    inFlight.acquire(REUSABLE);
    mechanism.send(OutboundMessage.reusable(array, REUSABLE, inFlight));
    return array;
  }

  /** Takes the array out of those that may be used again, if it is there. */
  private static boolean isReleased(byte[] array) {
    return LargeArrays.shared().acquire(REUSABLE) == array;
  }

  /** A result that is lost for want of memory would leave its connection waiting forever. */
  @Test
  void workerHandsItsResultOverWithoutAllocating() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 100; i++) { // classes are loaded by the first
      Count work = new Count(workers);
      workers.submit(work);
      Runnable task = tasks.remove();
      long before = threads.getCurrentThreadAllocatedBytes();
      task.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      workers.finish();
      assertThat(work.finished).isOne();
    }
    assertThat(least).isZero();
  }

  @Test
  void resultsBehindOneThatFailsAreContinuedOnceByTheNextPass() {
    Count first = new Count(workers);
    Count failing = new Count(workers);
    Count last = new Count(workers);
    failing.failure = new IllegalStateException("no more memory");
    List.of(first, failing, last).forEach(workers::submit);
    for (Runnable task; (task = tasks.poll()) != null; ) {
      task.run();
    }
    assertThatIllegalStateException().isThrownBy(workers::finish);
    workers.finish();
    workers.finish();
    assertThat(List.of(first.finished, failing.finished, last.finished)).containsOnly(1);
  }

  /** Work that counts how often the loop continues with it. */
  private static final class Count extends CurveWorkers.Work {
    int finished;
    @Nullable RuntimeException failure;

    Count(CurveWorkers workers) {
      super(workers);
    }

    @Override
    void compute() {}

    @Override
    void finish() {
      finished++;
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** A large message counts as received until it is delivered, with all that encryption added. */
  @Test
  void largeMessageCountsUntilItIsDelivered() throws Exception {
    shakeHands();
    byte[] frame = client.message(0, bytes(LARGE, 1));
    InboundBudget budget = new InboundBudget(1 << 20);
    MessageAssembler assembler = new MessageAssembler(budget.share(() -> {}, why -> {}));
    assembler.begin(frame.length, ByteBuffer.wrap(frame, 0, 1));
    ReadableByteChannel rest =
        Channels.newChannel(new ByteArrayInputStream(frame, 1, frame.length - 1));
    while (!assembler.isComplete()) {
      assertThat(assembler.read(rest, ByteBuffer.allocate(MessageAssembler.CHUNK))).isPositive();
    }
    mechanism.onMessage(assembler.take(), true);
    mechanism.onReadEnd();
    assertThat(budget.used()).isEqualTo(frame.length);
    work();
    assertThat(wire.delivered).containsExactly(bytes(LARGE, 1));
    assertThat(budget.used()).isZero();
  }
}
