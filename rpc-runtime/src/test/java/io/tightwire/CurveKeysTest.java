package io.tightwire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveKeysTest {

  // From https://rfc.zeromq.org/spec/32/ and the example keys of ZeroMQ's own tests.
  private static final String PUBLIC = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
  private static final String SECRET = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

  @TempDir Path directory;

  @Test
  void knownPairBelongsTogether() {
    assertThat(CurveKeyPair.of(PUBLIC, SECRET).publicKey()).isEqualTo(PUBLIC);
  }

  @Test
  void newPairsBelongTogetherAndDiffer() {
    CurveKeyPair pair = CurveKeyPair.generate();
    assertThat(CurveKeyPair.of(pair.publicKey(), pair.secretKey()).publicKey())
        .isEqualTo(pair.publicKey())
        .isNotEqualTo(CurveKeyPair.generate().publicKey());
  }

  @Test
  void keysOfDifferentPairsAreRefusedAndTheSecretIsNotShown() {
    String other = CurveKeyPair.generate().secretKey();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurveKeyPair.of(PUBLIC, other))
        .withMessageContaining("does not belong")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(other));
    String mistyped = SECRET.substring(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurveKeyPair.of(PUBLIC, mistyped))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(mistyped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hI", // one too few
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hIDD",
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hI ",
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hIé",
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hI\"",
        "#####w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID", // a group that is too large
        "0000000000000000000000000000000000000000",
      })
  void textThatIsNoKeyIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurveAllowList.of(text))
        .withMessageContaining("no public key");
  }

  @Test
  void nothingPrintsTheSecret() {
    CurveKeyPair pair = CurveKeyPair.generate();
    RpcClient.Builder client =
        RpcClient.builder().endpoint("tcp://127.0.0.1:9").curve(pair, PUBLIC);
    try (RpcClient built = client.build()) {
      assertThat(pair + " " + built + " " + CurveAllowList.of(PUBLIC))
          .contains(pair.publicKey())
          .doesNotContain(pair.secretKey());
    }
  }

  @Test
  void writtenPairIsReadAgain() throws IOException {
    CurveKeyPair pair = CurveKeyPair.generate();
    Path file = directory.resolve("server.key");
    pair.write(file);
    CurveKeyPair read = CurveKeyPair.read(file);
    assertThat(read.publicKey()).isEqualTo(pair.publicKey());
    assertThat(read.secretKey()).isEqualTo(pair.secretKey());
  }

  @Test
  void certificateOfOtherLibrariesIsRead() throws IOException {
    Path file =
        write(
            """
        #   ****  Generated on 2024-01-01 12:00:00 by pyzmq  ****
        #   ZeroMQ CURVE **Secret** Certificate

        metadata
        curve
            public-key = "%s"
            secret-key = "%s"
        """
                .formatted(PUBLIC, SECRET));
    assertThat(CurveKeyPair.read(file).secretKey()).isEqualTo(SECRET);
  }

  private Path write(String text) throws IOException {
    Path file = directory.resolve("file");
    Files.writeString(file, text);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // file owners work differently there
  void secretIsForItsOwnerAlone() throws IOException {
    Path file = directory.resolve("server.key");
    CurveKeyPair.generate().write(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatIOException()
        .isThrownBy(() -> CurveKeyPair.read(file))
        .withMessageContaining("chmod 600");
  }

  @Test
  void existingFileIsLeftAlone() throws IOException {
    Path file = write("precious");
    assertThatIOException()
        .isThrownBy(() -> CurveKeyPair.generate().write(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }

  @Test
  void fileWithoutAPairSaysWhatIsMissing() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> CurveKeyPair.read(write("public-key = \"" + PUBLIC + "\"")))
        .withMessageContaining("secret-key");
    assertThatIOException()
        .isThrownBy(
            () ->
                CurveKeyPair.read(write("public-key = \"" + PUBLIC + "\"\nsecret-key = \"oops\"")))
        .withMessageContaining("secret key (not shown)");
  }

  @Test
  void allowListIsReadFromAFile() throws IOException {
    String other = CurveKeyPair.generate().publicKey();
    Path file = write("# who may\n\n" + PUBLIC + " orchestrator\n  " + other + "\n#\n");
    assertThat(CurveAllowList.read(file).keys()).containsExactlyInAnyOrder(PUBLIC, other);
    assertThatIOException()
        .isThrownBy(() -> CurveAllowList.read(write(PUBLIC + "\nnonsense\n")))
        .withMessageContaining("line 2");
  }

  @Test
  void onlyRemovalIsReported() {
    CurveAllowList list = CurveAllowList.of();
    AtomicInteger removals = new AtomicInteger();
    Runnable server = removals::incrementAndGet;
    list.watch(server);
    list.allow(PUBLIC);
    assertThat(list.allows(PUBLIC)).isTrue();
    assertThat(removals).hasValue(0);
    list.revoke(PUBLIC);
    assertThat(list.allows(PUBLIC)).isFalse();
    assertThat(removals).hasValue(1);
    list.unwatch(server);
    list.allow(PUBLIC);
    list.replaceAll(List.of());
    assertThat(removals).hasValue(1);
  }

  @Test
  void commandWritesAPairAndPrintsThePublicKey() throws IOException {
    Path file = directory.resolve("new.key");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(keygen(out, err, file.toString())).isZero();
    CurveKeyPair pair = CurveKeyPair.read(file);
    assertThat(out.toString(UTF_8).strip()).isEqualTo(pair.publicKey());
    assertThat(out.toString(UTF_8)).doesNotContain(pair.secretKey());

    assertThat(keygen(out, err, file.toString())).isEqualTo(1);
    assertThat(keygen(out, err)).isEqualTo(2);
    assertThat(keygen(out, err, "/nowhere/at/all")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .contains("exists already", "Which file", "its directory does not exist");
  }

  private static int keygen(ByteArrayOutputStream out, ByteArrayOutputStream err, String... args) {
    return CurveKeygen.run(
        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
