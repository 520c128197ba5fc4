package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeTest {
  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> curlLines(String table) {
    return table.lines().map(String::strip).filter(line -> line.startsWith("curl ")).toList();
  }

  @Test
  void printsALineForEveryConnectionOfTheLineup() {
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> assertThat(gatehouse.lineup()).isNotEmpty(), "serve", "--port", "0");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("none ", "basic ", "header ", "query-params ", "custom ", "token endpoint ");
    assertThat(curlLines(run.out())).hasSize(10);
  }

  @Test
  void printsLinesThatAShellCanRun() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    StringBuilder table = new StringBuilder();
    CommandLineRun.serving(
        gatehouse -> {
          List<Connection> connections =
              gatehouse.lineup().stream().map(scenario -> scenario.connection()).toList();
          for (Connection connection : connections) {
            String line = CurlLine.of(connection, "/hello").orElseThrow();
            table.append(line).append('\n');
            assertThat(answerOf(line)).endsWith(" 200").contains("\"path\":");
            assertThat(answerOf(line)).contains("/hello");
          }
        },
        "serve",
        "--port",
        "0");
    assertThat(table.toString().lines()).hasSize(10);
  }

  /** What the line prints in a shell, and the status. */
  private static String answerOf(String line) throws Exception {
    assertThat(line).startsWith("curl ");
    Process shell =
        new ProcessBuilder("sh", "-c", "curl -s -w ' %{http_code}'" + line.substring(4))
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  @Test
  void servesTheSameCredentialsEveryTime() {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (StringBuilder lineup : List.of(first, second)) {
      CommandLineRun.serving(
          gatehouse -> {
            URI uri = gatehouse.baseUri().resolve("/__gatehouse/lineup");
            String port = String.valueOf(gatehouse.baseUri().getPort());
            lineup.append(get(uri).body().replace(port, "PORT"));
          },
          "serve",
          "--port",
          "0");
    }
    assertThat(first.toString()).contains("lovelace-1843").isEqualTo(second.toString());
  }

  @Test
  void writesTheReadyFileWhileItServesAndRemovesItAfterwards(@TempDir Path directory) {
    Path ready = directory.resolve("ready");
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> {
              assertThat(ready).hasContent(gatehouse.baseUri() + "\n");
              URI uri = URI.create(Files.readString(ready).strip() + "/api/none/hello");
              assertThat(get(uri).statusCode()).isEqualTo(200);
            },
            "serve",
            "--port",
            "0",
            "--ready-file",
            ready.toString());

    assertThat(run.code()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void removesTheReadyFileOfAnEarlierServerEvenWhenItCannotStart(@TempDir Path directory)
      throws IOException {
    Path ready = Files.writeString(directory.resolve("ready"), "http://127.0.0.1:1\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun run =
          CommandLineRun.of(
              "serve", "--ready-file", ready.toString(), "--port", "" + taken.getLocalPort());

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .endsWith("; --port 0 takes any free port");
      assertThat(run.out()).isEmpty();
      assertThat(ready).doesNotExist();
    }
  }

  @Test
  void warnsWhenOtherMachinesCanReachIt() {
    CommandLineRun run =
        CommandLineRun.serving(gatehouse -> {}, "serve", "--port", "0", "--host", "0.0.0.0");

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("other machines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 70000 | port: is 70000; it has to be 0 (any free one) to 65535",
        "--port -1 | port: is -1; it has to be 0 (any free one) to 65535",
        "--port x | Invalid value for option '--port': 'x' is not an int",
        "--port | Missing required parameter for option '--port' (N)",
        "--host no.such.host.invalid | host: there is no host 'no.such.host.invalid'; give a name or address of this machine",
        "--ready-file /no/such/directory/ready | --ready-file: /no/such/directory/ready is not a file in a directory that exists",
        "--config /no/such/file.yaml | /no/such/file.yaml: cannot be read: there is no such file",
        "--public-url login.example | publicUrl: must be http or https with a host, and without user information, query and fragment, such as https://login.example, not: login.example",
        "--bad-tls-port -1 | badTlsPort: is -1; it has to be 0 (any free ones) to 65519",
        "--bad-tls-port 65530 | badTlsPort: is 65530; it has to be 0 (any free ones) to 65519",
        "--follow-hosts a,http://b | followHosts: must be a host with a port or without, such as localhost:8480, not: http://b",
        "--prot 1 | Unknown options: '--prot', '1'",
        "extra | Unmatched argument at index 1: 'extra'",
      })
  void refusesAWrongCommandLine(String options, String message) {
    CommandLineRun run = CommandLineRun.of(("serve " + options).split(" ", -1));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().findFirst()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void guardsThePathsOfItsConfiguration(@TempDir Path directory) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("gatehouse.yaml"),
            """
            port: 0
            limits: {bodyBytes: 10}
            gates:
              - path: /orders
                auth: {type: basic, username: alice, password: wonderland}
            """);
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> {
              Connection orders =
                  Connection.of(
                      "orders",
                      gatehouse.baseUri().resolve("/orders"),
                      BasicAuth.of("alice", "wonderland"));
              assertThat(get(orders.baseUri()).statusCode()).isEqualTo(401);
              CommandLineRun call =
                  CommandLineRun.of(
                      Connections.toJsonWithSecrets(orders),
                      new String[] {"call", "--connection", "-", "/7"});
              assertThat(call.code()).isZero();
              assertThat(call.out()).contains("\"path\":\"/orders/7\"", "\"principal\":\"alice\"");
              CommandLineRun large =
                  CommandLineRun.of(
                      Connections.toJsonWithSecrets(orders),
                      new String[] {"call", "--connection", "-", "-d", "more than ten", "/7"});
              assertThat(large.err()).startsWith("HTTP 413");
            },
            "serve",
            "--config",
            config.toString());

    assertThat(run.code()).isZero();
    assertThat(curlLines(run.out())).hasSize(11).last().asString().contains("-u alice:wonderland");
  }

  @Test
  void guardsAStoreOfTheConfigurationByItsAccessKey(@TempDir Path directory) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("gatehouse.yaml"),
            """
            port: 0
            gates:
              - path: /bucket
                auth:
                  type: aws-access-key
                  service: s3
                  region: eu-central-1
                  accessKeyId: AKIAEXAMPLEUPLOADS00
                  secretAccessKey: upload-secret
            """);
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> {
              CommandLineRun right = upload(gatehouse.baseUri(), "upload-secret");
              assertThat(right.err()).isEmpty();
              assertThat(right.out()).contains("/bucket/a%20b", "user/AKIAEXAMPLEUPLOADS00");
              CommandLineRun wrong = upload(gatehouse.baseUri(), "another-secret");
              assertThat(wrong.err()).startsWith("HTTP 403");
              assertThat(wrong.out()).contains("<Code>SignatureDoesNotMatch</Code>");
            },
            "serve",
            "--config",
            config.toString());

    assertThat(run.code()).isZero();
    assertThat(curlLines(run.out()))
        .last()
        .asString()
        .contains("--aws-sigv4 aws:amz:eu-central-1:s3", "-u AKIAEXAMPLEUPLOADS00:upload-secret");
  }

  private static CommandLineRun upload(URI server, String secret) {
    Connection bucket =
        Connection.of(
            "bucket",
            server.resolve("/bucket"),
            new AwsAccessKeyAuth("s3", "eu-central-1", "AKIAEXAMPLEUPLOADS00", Secret.of(secret)));
    return CommandLineRun.of(
        Connections.toJsonWithSecrets(bucket),
        new String[] {"call", "--connection", "-", "--method", "PUT", "-d", "hello", "/a%20b"});
  }

  @Test
  void isCalledWhatItsConfigurationAndItsOptionsSay(@TempDir Path directory) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("c.yaml"),
            "port: 0\npublicUrl: https://login.example\nfollowHosts: [localhost]\n");
    String metadata = "/oauth2/default/.well-known/openid-configuration";
    CommandLineRun.serving(
        gatehouse -> {
          assertThat(get(gatehouse.baseUri().resolve(metadata)).body())
              .contains("\"issuer\":\"https://login.example/oauth2/default\"");
          URI localhost = URI.create("http://localhost:" + gatehouse.baseUri().getPort());
          assertThat(get(localhost.resolve(metadata)).body())
              .contains("\"issuer\":\"" + localhost + "/oauth2/default\"");
        },
        "serve",
        "--config",
        config.toString());
    CommandLineRun.serving(
        gatehouse -> {
          assertThat(get(gatehouse.baseUri().resolve(metadata)).body())
              .contains("\"issuer\":\"" + gatehouse.baseUri() + "/oauth2/default\"");
          URI localhost = URI.create("http://localhost:" + gatehouse.baseUri().getPort());
          assertThat(get(localhost.resolve(metadata)).body())
              .contains("\"issuer\":\"http://other.example/oauth2/default\"");
        },
        "serve",
        "--config",
        config.toString(),
        "--public-url",
        "http://other.example",
        "--follow-hosts",
        "gatehouse:8480,127.0.0.1");
  }

  @Test
  void takesTheOptionBeforeTheConfiguration(@TempDir Path directory) throws IOException {
    Path config =
        Files.writeString(directory.resolve("c.yaml"), "port: 1\nhost: no.such.host.invalid\n");

    assertThat(
            CommandLineRun.serving(
                    gatehouse -> assertThat(gatehouse.baseUri().getPort()).isNotEqualTo(1),
                    "serve",
                    "--config",
                    config.toString(),
                    "--port",
                    "0",
                    "--host",
                    "127.0.0.1")
                .code())
        .isZero();
  }
}
