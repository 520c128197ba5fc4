package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
  @Test
  void quotesOnlyWhatTheShellWouldChange() {
    assertThat(ShellWord.of("http://127.0.0.1:8480/api/basic/hello"))
        .isEqualTo("http://127.0.0.1:8480/api/basic/hello");
    assertThat(ShellWord.of("X-Api-Key: v")).isEqualTo("'X-Api-Key: v'");
    assertThat(ShellWord.of("")).isEqualTo("''");
  }

  @DisabledOnOs(OS.WINDOWS)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "$HOME", "it's", "''", "`id`", "a\\b", "*", "~", "!x", "a&b;c|d", "\"", "#"
      })
  void reachesTheCommandAsItIs(String text) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(text)).start();
    shell.getOutputStream().close();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }
}
