package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyConfigReaderTest {
  @TempDir private Path directory;

  private ProxyConfig read(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), text);
    return Objects.requireNonNull(ServeConfigReader.read(file).proxy());
  }

  @Test
  void readsTheExampleOfTheDocumentation() throws URISyntaxException {
    Path example =
        Path.of(Objects.requireNonNull(getClass().getResource("/gatehouse.example.yaml")).toURI());

    ProxyConfig proxy = Objects.requireNonNull(ServeConfigReader.read(example).proxy());

    assertThat(proxy.port()).isEqualTo(8481);
    assertThat(proxy.hosts()).containsExactly("api.example");
    assertThat(proxy.auth().type()).isEqualTo(AuthType.NTLM);
  }

  @Test
  void asksForNothingAndStaysOnThisMachineUnlessToldOtherwise() throws IOException {
    ProxyConfig proxy = read("proxy: {}");

    assertThat(proxy.port()).isEqualTo(8481);
    assertThat(proxy.hosts()).isEmpty();
    assertThat(proxy.auth().type()).isEqualTo(AuthType.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proxy: {host: a} | line 1, column 9: proxy: unknown field 'host'; did you mean 'hosts'? (known: port, hosts, auth)",
        "proxy: 8481 | line 1, column 8: proxy: has to be an object with named fields, and is a number",
        "proxy: {port: 70000} | line 1, column 15: proxy.port: is 70000; it has to be 0 (any free one) to 65535",
        "proxy: {port: -1} | line 1, column 15: proxy.port: is -1; it has to be 0 (any free one) to 65535",
        "proxy: {port: '81'} | line 1, column 15: proxy.port: has to be a whole number, without quotes, and is text",
        "proxy: {hosts: api.example} | line 1, column 16: proxy.hosts: has to be a list, and is text",
        "proxy: {hosts: ['api.example:443']} | line 1, column 16: proxy.hosts: has to have names or addresses alone, such as api.example, not: api.example:443",
        "proxy: {hosts: ['https://api.example']} | line 1, column 16: proxy.hosts: has to have names or addresses alone, such as api.example, not: https://api.example",
        "proxy: {hosts: ['*']} | line 1, column 16: proxy.hosts: has to have names or addresses alone, such as api.example, not: *",
        "proxy: {auth: basic} | line 1, column 15: proxy.auth: has to be an object with named fields, and is text",
        "proxy: {auth: {type: basic, username: a}} | line 1, column 15: proxy.auth.password: missing; it is required",
        "proxy: {auth: {type: header, headers: [{name: X, value: hidden}]}} | line 1, column 15: proxy.auth: a proxy asks for none, basic or ntlm, not header",
      })
  void namesKeyLineAndColumnOfWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(directory.resolve("c.yaml") + ", " + message);
  }
}
