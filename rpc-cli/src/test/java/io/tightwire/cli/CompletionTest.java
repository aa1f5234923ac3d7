package io.tightwire.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shell completes, by the script that the command writes, in bash. */
final class CompletionTest extends CommandRig {

  private static final Path BASH = Path.of("/bin/bash");

  private String endpoint = "";

  @BeforeEach
  void start() {
    assumeTrue(Files.isExecutable(BASH), "there is no bash here");
    endpoint = start(shop(), "tcp://127.0.0.1:*").endpoint();
  }

  /** Returns what bash would offer at the end of a line, with spaces in between. */
  private String complete(String line) throws IOException, InterruptedException {
    assertThat(run("generate-completion")).as(err.toString()).isZero();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script =
        out
            + "\ntightwire() { '%s' -cp '%s' io.tightwire.cli.Main \"$@\"; }\n"
                .formatted(java, System.getProperty("java.class.path"))
            + "compopt() { :; }\n" // for completion in an interactive shell only
            + "COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<< \"$COMP_LINE\"\n"
                .formatted(line)
            + "[[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')\n"
            + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
            + "_tightwire tightwire \"${COMP_WORDS[COMP_CWORD]}\"; echo \"${COMPREPLY[*]}\"\n";
    Path file = Files.writeString(folder.resolve("script.bash"), script, UTF_8);
    Process bash =
        new ProcessBuilder(BASH.toString(), file.toString()).redirectErrorStream(true).start();
    String reply = new String(bash.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return reply;
  }

  @Test
  void servicesOfTheServerThatTheLineNames() throws Exception {
    assertThat(complete("tightwire list " + endpoint + " ")).isEqualTo("io.tightwire.cli.Shop");
    assertThat(complete("tightwire describe " + endpoint + " Sh")).isEqualTo("Shop");
    assertThat(complete("tightwire call " + endpoint + " io.")).isEqualTo("io.tightwire.cli.Shop/");
  }

  @Test
  void methodsOfAService() throws Exception {
    assertThat(complete("tightwire call --timeout 3s " + endpoint + " Shop/ta"))
        .isEqualTo("Shop/take");
    assertThat(complete("tightwire bench " + endpoint + " io.tightwire.cli.Shop/").split(" "))
        .contains("io.tightwire.cli.Shop/add", "io.tightwire.cli.Shop/take");
  }

  @Test
  void commandsAndOptionsAreCompletedAsBefore() throws Exception {
    assertThat(complete("tightwire desc")).isEqualTo("describe");
    assertThat(complete("tightwire call " + endpoint + " --time")).isEqualTo("--timeout");
  }

  @Test
  void nothingIsOfferedWithoutAServer() throws Exception {
    assertThat(complete("tightwire list tcp://127.0.0.1:1 S")).isEmpty();
  }
}
