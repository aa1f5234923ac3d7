package io.tightwire.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResolverTest {

  @TempDir Path folder;

  private final ManualExecutor executor = new ManualExecutor();
  private final Told told = new Told();
  private Path file = Path.of("unset");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("orders.endpoints");
  }

  private void watch() {
    new PollingResolver(
            new FileResolver(file), PollInterval.FILE, executor, executor::now, () -> 0.5)
        .watch(told);
    executor.advance(Duration.ZERO);
  }

  private List<String> aSecondLater() {
    executor.advance(Duration.ofSeconds(1));
    return told.sinceLast();
  }

  private String failure(String why) {
    return "failed: Cannot read servers from " + file + ": " + why;
  }

  @Test
  void linesHaveEndpointsWeightsAndAttributes() throws Exception {
    Files.writeString(
        file,
        """
        # the orders service

        tcp://10.0.0.7:5555
          tcp://10.0.0.8:5555\tweight=3 zone=eu-1a   # the large one
        ipc:///run/orders#1.sock zone=a=b
        """);
    watch();
    assertThat(told.sinceLast())
        .containsExactly(
            "[tcp://10.0.0.7:5555, tcp://10.0.0.8:5555 weight=3 {zone=eu-1a},"
                + " ipc:///run/orders#1.sock {zone=a=b}]");
    assertThat(aSecondLater()).as("it has not changed").isEmpty();
  }

  @Test
  void aFileMayAppearLaterAndVanish() throws Exception {
    watch();
    String missing = failure("there is no such file; create it, with one endpoint a line");
    assertThat(told.sinceLast()).containsExactly(missing);
    assertThat(aSecondLater()).isEmpty();
    Files.writeString(file, "tcp://a:1");
    assertThat(aSecondLater()).containsExactly("[tcp://a:1]");
    Files.delete(file);
    assertThat(aSecondLater()).containsExactly(missing);
    Files.writeString(file, "tcp://a:1");
    assertThat(aSecondLater()).containsExactly("[tcp://a:1]");
  }

  @Test
  void changesOfTheSameLengthAreSeen() throws Exception {
    Files.writeString(file, "tcp://a:1");
    watch();
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1]");
    FileTime modified = Files.getLastModifiedTime(file);
    Files.writeString(file, "tcp://a:2");
    Files.setLastModifiedTime(file, modified);
    assertThat(aSecondLater()).containsExactly("[tcp://a:2]");
    Files.writeString(file, "# none\n");
    assertThat(aSecondLater()).containsExactly("[]");
  }

  @Test
  void replacedFilesAndSwitchedLinksAreSeen() throws Exception {
    Path first =
        Files.writeString(Files.createDirectory(folder.resolve("v1")).resolve("list"), "tcp://a:1");
    Path second =
        Files.writeString(Files.createDirectory(folder.resolve("v2")).resolve("list"), "tcp://b:1");
    // As Kubernetes mounts a config map: list -> data/list, data -> v1; data is replaced.
    Path data = Files.createSymbolicLink(folder.resolve("data"), first.getParent());
    Files.createSymbolicLink(file, data.resolve("list"));
    watch();
    Path next = Files.createSymbolicLink(folder.resolve("next"), second.getParent());
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(aSecondLater()).containsExactly("[tcp://a:1]", "[tcp://b:1]");

    Path written = Files.writeString(folder.resolve("written"), "tcp://c:1");
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(aSecondLater()).containsExactly("[tcp://c:1]");
  }

  @Test
  void aMalformedFileIsNamedWithItsLineAndTheLastListStays() throws Exception {
    Files.writeString(file, "tcp://a:1");
    watch();
    assertThat(told.sinceLast()).containsExactly("[tcp://a:1]");
    Files.writeString(file, "tcp://a:1\n\n10.0.0.7:5555\n");
    assertThat(aSecondLater())
        .containsExactly(
            failure(
                "line 3: \"10.0.0.7:5555\" is no endpoint; write tcp://host:port or ipc:///path"));
    Files.writeString(file, "tcp://a:1 weight=0");
    assertThat(aSecondLater())
        .containsExactly(failure("line 1: the weight is 0; use a whole number from 1 to 1000"));
    Files.writeString(file, "tcp://a:1 weight=heavy");
    assertThat(aSecondLater())
        .containsExactly(failure("line 1: the weight is heavy; use a whole number from 1 to 1000"));
    Files.writeString(file, "#\ntcp://a:1 tcp://b:1");
    assertThat(aSecondLater())
        .containsExactly(
            failure("line 2: \"tcp://b:1\" is no attribute; write name=value, without spaces"));
    Files.writeString(file, "tcp://a:1 zone=a zone=b");
    assertThat(aSecondLater())
        .containsExactly(failure("line 1: zone is there twice; remove one of them"));
    Files.write(file, new byte[] {'t', (byte) 0xff});
    assertThat(aSecondLater()).containsExactly(failure("it is not UTF-8; save it as UTF-8"));
    Files.writeString(file, "tcp://a:1");
    assertThat(aSecondLater()).containsExactly("[tcp://a:1]");
  }

  @Test
  void onlyRegularFilesOfALimitedSizeAreRead() throws IOException {
    Files.createDirectory(file);
    watch();
    assertThat(told.sinceLast())
        .containsExactly(failure("it is not a regular file; name a text file"));
    Files.delete(file);
    byte[] large = new byte[FileResolver.MAX_BYTES + 1];
    Arrays.fill(large, (byte) '\n');
    Files.write(file, large);
    assertThat(aSecondLater())
        .containsExactly(failure("it is larger than 1048576 bytes; name a smaller file"));
    Files.write(file, Arrays.copyOf(large, large.length - 1));
    assertThat(aSecondLater()).containsExactly("[]");
  }

  @Test
  void targetsAreAbsolutePaths() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FileResolver.create(URI.create("file://orders.endpoints"), () -> executor))
        .withMessage(
            "Bad target \"file://orders.endpoints\": URI has an authority component; write"
                + " file:///path/to/file with three slashes");
  }
}
