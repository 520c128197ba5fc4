package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code call} on a connection with a user, against a login page that knows one password. */
class CallLoginTest {
  private static final String PAGE =
      "<form method=post action=\"/login?%s\">%s<input name=user><input type=password name=pass>"
          + "<button>Sign in</button></form>";

  @TempDir private Path directory;

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/auto", exchange -> back(exchange, query(exchange)));
    server.createContext("/page", exchange -> html(exchange, PAGE.formatted(query(exchange), "")));
    server.createContext("/login", this::login);
    server.createContext(
        "/token", exchange -> json(exchange, "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}"));
    server.createContext(
        "/api",
        exchange ->
            json(exchange, "\"" + exchange.getRequestHeaders().getFirst("Authorization") + "\""));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void login(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (form.equals("user=ada&pass=love+lace")) {
      back(exchange, query(exchange));
    } else {
      html(exchange, PAGE.formatted(query(exchange), "<p role=alert>Wrong password</p>"));
    }
  }

  private static String query(HttpExchange exchange) {
    return exchange.getRequestURI().getRawQuery();
  }

  private static void back(HttpExchange exchange, String query) throws IOException {
    String state = query.replaceFirst(".*state=([^&]*).*", "$1");
    String redirect =
        URI.create("?" + query.replaceFirst(".*redirect_uri=([^&]*).*", "$1")).getQuery();
    exchange.getResponseHeaders().set("Location", redirect + "?code=c&state=" + state);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void html(HttpExchange exchange, String text) throws IOException {
    answer(exchange, "text/html", text);
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    answer(exchange, "application/json", text);
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String connection(String authorizationPath) throws IOException {
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    Connection connection =
        Connection.of(
            "orders",
            URI.create(origin + "/api"),
            new OAuth2AuthorizationCodeAuth(
                URI.create(origin + authorizationPath),
                URI.create(origin + "/token"),
                "c",
                null,
                CredentialPlacement.HEADER,
                List.of(),
                null,
                true));
    Path file = directory.resolve("connection.json");
    return Files.writeString(file, Connections.toJsonWithSecrets(connection)).toString();
  }

  private String password(String text) throws IOException {
    return Files.writeString(directory.resolve("password.txt"), text).toString();
  }

  @Test
  void needsNothingWhereNobodyIsAskedForAPassword() throws IOException {
    CommandLineRun run = CommandLineRun.of("call", "-c", connection("/auto"), "/x");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("\"Bearer t\"");
    assertThat(run.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void fillsInTheLoginPage(String lineEnd) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "call",
            "-c",
            connection("/page"),
            "--username",
            "ada",
            "--password-file",
            password("love lace" + lineEnd),
            "/x");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("\"Bearer t\"");
  }

  @Test
  void tellsWhatTheLoginPageSays() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "call",
            "-c",
            connection("/page"),
            "--username",
            "ada",
            "--password-file",
            password("hunter2"),
            "/x");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("failed at step authenticate: ")
        .contains("the login page says: Wrong password")
        .doesNotContain("hunter2");
  }

  @Test
  void saysThatThePageAsksForAPassword() throws IOException {
    CommandLineRun run = CommandLineRun.of("call", "-c", connection("/page"), "/x");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("asks for a password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--username ada | --password-file",
        "--password-file x | --username",
        "--browser --username ada --password-file x | mutually exclusive",
        "--username ada --password-file /no/such | --password-file: cannot be read: /no/such",
      })
  void refusesHalfALogin(String options, String message) throws IOException {
    String[] arguments = ("call -c " + connection("/page") + " " + options + " /x").split(" ", -1);
    CommandLineRun run = CommandLineRun.of(arguments);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
