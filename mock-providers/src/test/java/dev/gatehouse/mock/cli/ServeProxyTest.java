package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.journal.JournalEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy of a configuration file: {@code serve} opens it, and prints a line that goes. */
@Timeout(120)
class ServeProxyTest {
  private static final Path CURL = Path.of("/usr/bin/curl");

  @TempDir private Path directory;

  private Path config(String proxy) throws IOException {
    return Files.writeString(directory.resolve("c.yaml"), "port: 0\nproxy: " + proxy + "\n");
  }

  private ProxyConfig.Opened open(String proxy, Gatehouse gatehouse) throws IOException {
    return Objects.requireNonNull(ServeConfigReader.read(config(proxy)).proxy()).open(gatehouse);
  }

  @Test
  void isPrintedWithALineToTryIt() throws IOException {
    Path file = config("{port: 0, auth: {type: ntlm, domain: CORP, username: al, password: won}}");
    CommandLineRun run =
        CommandLineRun.serving(gatehouse -> {}, "serve", "--config", file.toString());

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern(
            "(?m)^forward proxy +(http://127.0.0.1:\\d+) \\(ntlm\\)\\R"
                + "  curl -x \\1 --proxy-ntlm -U 'CORP\\\\al:won' --noproxy ''"
                + " http://127.0.0.1:\\d+/api/none/hello$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{port: 0} | anonymous",
        "{port: 0, auth: {type: none}} | anonymous",
        "{port: 0, auth: {type: basic, username: alice, password: it-is $1}} | alice",
        "{port: 0, auth: {type: ntlm, username: alice, password: won der}} | alice",
        "{port: 0, auth: {type: ntlm, domain: CORP, username: alice, password: won}} | CORP\\alice"
      })
  void goesThroughByTheLineThatIsPrinted(String proxy, String principal) throws Exception {
    assumeTrue(Files.isExecutable(CURL), "curl is not installed");
    try (Gatehouse gatehouse = Gatehouse.start()) {
      ProxyConfig.Opened opened = open(proxy, gatehouse);

      String answer =
          run(ProxyCurlLine.of(opened, gatehouse.baseUri() + "/api/none/hello"), "localhost");

      assertThat(answer).contains("\"path\":\"/api/none/hello\"").endsWith(" 200");
      JournalEntry relayed =
          gatehouse
              .journal()
              .last(entry -> entry.handledBy().equals("proxy " + opened.uri().getAuthority()))
              .orElseThrow();
      assertThat(relayed.principal()).isEqualTo(principal);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{port: 0, auth: {type: basic, username: alice, password: wonder}}",
        "{port: 0, auth: {type: ntlm, domain: CORP, username: alice, password: wonder}}"
      })
  void refusesAWrongPassword(String proxy) throws Exception {
    assumeTrue(Files.isExecutable(CURL), "curl is not installed");
    try (Gatehouse gatehouse = Gatehouse.start()) {
      String line =
          ProxyCurlLine.of(open(proxy, gatehouse), gatehouse.baseUri() + "/api/none/hello");

      assertThat(run(line.replace("wonder", "wander"), "")).endsWith(" 407");
      assertThat(gatehouse.journal().last(entry -> true).orElseThrow().event())
          .isEqualTo("wrong-password");
      assertThat(gatehouse.journal().count(entry -> entry.handledBy().contains("/api/none")))
          .isZero();
    }
  }

  /** What the line prints in a shell, and the status. */
  private static String run(String line, String noProxy) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", "curl -s -w ' %{http_code}'" + line.substring(4))
            .redirectErrorStream(true);
    shell.environment().put("no_proxy", "127.0.0.1," + noProxy);
    Process process = shell.start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  @Test
  void goesToTheHostsThatAreNamed() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      ProxyConfig.Opened opened = open("{port: 0, hosts: [Named.invalid]}", gatehouse);

      // There is no such host, which is found out by going there only.
      assertThat(asked(opened, "named.invalid")).startsWith("HTTP/1.1 502 ");
      assertThat(asked(opened, "other.invalid")).startsWith("HTTP/1.1 403 ");
      assertThat(gatehouse.journal().last(entry -> true).orElseThrow().explanation())
          .contains("proxy.hosts");
    }
  }

  private static String asked(ProxyConfig.Opened proxy, String host) throws IOException {
    try (Wire wire = Wire.to(proxy.uri())) {
      return wire.send("GET http://" + host + "/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
          .readResponse();
    }
  }

  @Test
  void handsCookiesAndTheServersCredentialsOn() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start();
        Wire wire = Wire.to(open("{port: 0}", gatehouse).uri())) {
      String authority = gatehouse.baseUri().getAuthority();
      String fields =
          " HTTP/1.1\r\nHost: " + authority + "\r\nCookie: a=b\r\nAuthorization: Basic YTpi\r\n";
      assertThat(wire.send("GET http://" + authority + "/x" + fields + "\r\n").readResponse())
          .startsWith("HTTP/1.1 200 ")
          .contains("{\"name\":\"Cookie\",", "{\"name\":\"Authorization\",");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "0:0:0:0:0:0:0:1", "::1"})
  void withoutALoginIsForThisMachine(String address) {
    assertThat(new ThisMachineGate().judge(from(address))).isInstanceOf(Verdict.Admitted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7", ""})
  void withoutALoginIsForNoOtherMachine(String address) {
    assertThat(new ThisMachineGate().judge(from(address)))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("foreign-client");
              assertThat(refused.response().status()).isEqualTo(403);
              assertThat(refused.explanation()).contains("proxy.auth");
            });
  }

  private static ServerRequest from(String address) {
    return new ServerRequest(
        "GET",
        "http",
        "127.0.0.1:1",
        "/x",
        null,
        List.of(),
        RequestBody.of(new byte[0]),
        new ClientConnection(address, List.of(), null));
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file = config("{port: " + taken.getLocalPort() + "}");
      CommandLineRun run = CommandLineRun.of("serve", "--config", file.toString());

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
      assertThat(run.out()).isEmpty();
    }
  }
}
