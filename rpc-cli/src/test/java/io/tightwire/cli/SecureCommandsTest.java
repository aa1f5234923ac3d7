package io.tightwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RpcServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Keys on the command line. */
final class SecureCommandsTest extends CommandRig {

  private final CurveKeyPair serverKeys = CurveKeyPair.generate();

  private String serve(String... allowed) {
    RpcServer server =
        start(shop().curve(serverKeys, CurveAllowList.of(allowed)), "tcp://127.0.0.1:*");
    return server.endpoint();
  }

  @Test
  void keygenWritesAKeyThatNobodyElseReadsAndOverwritesNone() throws Exception {
    Path file = folder.resolve("client.key");
    String publicKey = succeed("keygen", file.toString()).strip();
    assertThat(CurveKeyPair.read(file).publicKey()).isEqualTo(publicKey);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    String before = Files.readString(file);
    assertThat(run("keygen", file.toString())).isEqualTo(64);
    assertThat(err.toString()).contains(file.toString());
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void clientWithItsKeyFileIsLetInAndToldWhatTheServerIs() {
    Path file = folder.resolve("client.key");
    String publicKey = succeed("keygen", file.toString()).strip();
    String endpoint = serve(publicKey);
    String[] keys = {"--server-key", serverKeys.publicKey(), "--key-file", file.toString()};
    assertThat(succeed("list", endpoint, keys[0], keys[1], keys[2], keys[3])).contains("Shop");
    assertThat(succeed("call", endpoint, "Shop/add", "[1,2]", keys[0], keys[1], keys[2], keys[3]))
        .isEqualToIgnoringNewLines("3");
  }

  @Test
  void keyFileThatOthersMayReadIsNotUsed() throws Exception {
    Path file = folder.resolve("client.key");
    String publicKey = succeed("keygen", file.toString()).strip();
    String endpoint = serve(publicKey);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(
            run(
                "list",
                endpoint,
                "--server-key",
                serverKeys.publicKey(),
                "--key-file",
                file.toString()))
        .isEqualTo(64);
    assertThat(err.toString()).contains("chmod 600");
  }
}
