package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {
  private final Gatehouse gatehouse = Gatehouse.start();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private Connection basic(String password) {
    return Connection.of(
        "basic",
        URI.create(gatehouse.baseUri() + "/api/basic"),
        BasicAuth.of(username(), password));
  }

  private String username() {
    return gatehouse.scenario(AuthType.BASIC).username();
  }

  private String password() {
    return gatehouse.scenario(AuthType.BASIC).password();
  }

  private String file(Connection connection) throws IOException {
    Path file = directory.resolve("connection.json");
    return Files.writeString(file, Connections.toJsonWithSecrets(connection)).toString();
  }

  @Test
  void printsTheBodyForEveryConnectionOfTheLineup() throws IOException {
    for (Scenario scenario : gatehouse.lineup()) {
      CommandLineRun run =
          CommandLineRun.of("call", "--connection", file(scenario.connection()), "/hello?a=b");

      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("\"method\":\"GET\"", "/hello\"");
    }
  }

  @Test
  void saysStatusAndChallengeOfARefusal() throws IOException {
    CommandLineRun run = CommandLineRun.of("call", "-c", file(basic("wrong-hunter2")), "/hello");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("HTTP 401: the credentials were refused (the server asks for Basic realm=")
        .contains("/__gatehouse/journal")
        .doesNotContain("hunter2");
    assertThat(run.out()).doesNotContain("hunter2");
  }

  @Test
  void tellsARefusalOnALineOfItsOwn() throws IOException {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    Streams streams = new Streams(InputStream.nullInputStream(), both, both);

    GatehouseCommand.create(streams, new UntilKilled())
        .execute("call", "-c", file(basic("wrong")), "/hello");

    assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("HTTP 401: "),
            line -> assertThat(line).startsWith("{\"error\":"));
  }

  @Test
  void saysAtWhichStepARequestCameToNothing() throws IOException {
    // Bound but not listening: the port refuses, and nobody else can get it meanwhile.
    try (Socket closed = new Socket()) {
      closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI uri = URI.create("http://127.0.0.1:" + closed.getLocalPort());
      Connection nowhere = Connection.of("nowhere", uri, BasicAuth.of("a", "p"));

      CommandLineRun run = CommandLineRun.of("call", "-c", file(nowhere), "/hello");

      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).startsWith("failed at step connect: ");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void sendsNothingOutsideTheBaseUri() throws IOException {
    CommandLineRun run = CommandLineRun.of("call", "-c", file(basic(password())), "/../none/hello");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).startsWith("failed at step prepare: ");
    assertThat(gatehouse.journal().entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"item\": 7}' | application/json | 11",
        "item=7 | application/x-www-form-urlencoded | 6",
      })
  void sendsDataWithItsType(String data, String type, int size) throws IOException {
    CommandLineRun run = CommandLineRun.of("call", "-c", file(basic(password())), "-d", data, "/x");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("\"method\":\"POST\"", "\"value\":\"" + type + "\"", "\"bodySize\":" + size);
  }

  @Test
  void sendsAFileAndStdin() throws IOException {
    String connection = file(basic(password()));
    Path order = Files.writeString(directory.resolve("order.json"), "[1,2,3]");

    CommandLineRun fromFile =
        CommandLineRun.of("call", "-c", connection, "-X", "put", "-d", "@" + order, "/x");
    CommandLineRun fromStdin =
        CommandLineRun.of(
            "from stdin", new String[] {"call", "-c", connection, "--data", "-", "/x"});

    assertThat(fromFile.out())
        .contains("\"method\":\"PUT\"", "\"bodySize\":7", "\"value\":\"application/json\"");
    assertThat(fromStdin.out()).contains("\"method\":\"POST\"", "\"bodySize\":10");
  }

  @Test
  void sendsHeadersAndShowsThoseOfTheAnswer() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "call",
            "-i",
            "-c",
            file(basic(password())),
            "-H",
            "X-Trace: a:b",
            "-H",
            "x-Two:2",
            "/");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("HTTP 200" + System.lineSeparator())
        .contains("Content-Type: application/json")
        .contains("{\"name\":\"X-Trace\",\"value\":\"a:b\"}")
        .contains("{\"name\":\"x-Two\",\"value\":\"2\"}");
  }

  @Test
  void readsTheConnectionFromStdin() {
    CommandLineRun run =
        CommandLineRun.of(
            Connections.toYamlWithSecrets(basic(password())),
            new String[] {"call", "-c", "-", "/hello"});

    assertThat(run.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call /hello | Missing required option: '--connection=FILE'",
        "call -c /no/such.yaml /hello | /no/such.yaml: cannot be read: there is no such file",
        "call -c - -d - /hello | --connection and --data cannot both be read from stdin",
        "call -c - /hello | there is nothing in it",
        "call | Missing required options and parameters: '--connection=FILE', 'PATH'",
      })
  void refusesAWrongCommandLine(String arguments, String message) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" ", -1));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().findFirst()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesAHeaderWithoutColonAndDataThatIsNotThere() throws IOException {
    String connection = file(basic(password()));

    assertThat(CommandLineRun.of("call", "-c", connection, "-H", "Nonsense", "/"))
        .satisfies(
            run -> assertThat(run.code()).isEqualTo(2),
            run -> assertThat(run.err()).startsWith("--header has to look like 'Name: value'"));
    assertThat(CommandLineRun.of("call", "-c", connection, "-d", "@/no/such", "/"))
        .satisfies(
            run -> assertThat(run.code()).isEqualTo(2),
            run -> assertThat(run.err()).startsWith("--data: cannot be read: /no/such"));
  }

  @Test
  void namesTheLineOfABadConnectionFileAndNoSecret() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.yaml"),
            "name: n\nbaseUri: http://h\nauth: {type: basic, username: a, pasword: hunter2}\n");

    CommandLineRun run = CommandLineRun.of("call", "-c", file.toString(), "/");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(file + ", line 3, column ")
        .contains("did you mean 'password'?")
        .doesNotContain("hunter2");
  }
}
