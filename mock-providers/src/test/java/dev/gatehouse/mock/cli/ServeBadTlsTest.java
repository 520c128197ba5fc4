package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServeBadTlsTest {
  private static final List<TlsFlaw> FLAWS = List.of(TlsFlaw.values());

  private static JsonNode listed(Gatehouse gatehouse) throws IOException, InterruptedException {
    URI uri = gatehouse.baseUri().resolve("/__gatehouse/bad-tls");
    return new JsonMapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
  }

  @Test
  void opensTheWholeRangeAndSaysWhatIsWrongWithEach() {
    Map<TlsFlaw, URI> addresses = new TreeMap<>();
    List<URI> server = new ArrayList<>();
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> {
              server.add(gatehouse.baseUri());
              JsonNode list = listed(gatehouse);
              assertThat(list).hasSize(FLAWS.size());
              for (TlsFlaw flaw : FLAWS) {
                JsonNode entry = list.get(FLAWS.indexOf(flaw));
                URI uri = URI.create(entry.get("uri").asText());
                assertThat(entry.get("name").asText()).isEqualTo(flaw.id());
                assertThat(entry.get("wrong").asText()).isEqualTo(flaw.wrong());
                new Socket(uri.getHost(), uri.getPort()).close();
                addresses.put(flaw, uri);
              }
            },
            "serve",
            "--port",
            "0",
            "--bad-tls");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    addresses.forEach(
        (flaw, uri) ->
            assertThat(run.out().lines())
                .anyMatch(
                    line ->
                        line.startsWith(flaw.id() + " ")
                            && line.contains(" " + uri + " ")
                            && line.endsWith(" " + flaw.wrong())));
    assertThat(run.out().lines().map(String::strip))
        .containsOnlyOnce(
            "curl -so ca.pem " + server.get(0) + "/__gatehouse/ca.pem",
            "curl --cacert ca.pem " + addresses.get(TlsFlaw.NONE));
  }

  @Test
  void opensNoneUnlessItIsAsked() {
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> assertThat(listed(gatehouse)).isEmpty(), "serve", "--port", "0");

    assertThat(run.out()).doesNotContain("BAD TLS");
  }

  @Test
  void namesThePortOfTheRangeThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun run =
          CommandLineRun.of("serve", "--port", "0", "--bad-tls-port", "" + taken.getLocalPort());

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void opensTheGoodServerOnTheFixedPortAndTheOthersAfterIt() {
    int first = firstOfEnoughFreePorts();
    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> {
              JsonNode list = listed(gatehouse);
              for (TlsFlaw flaw : FLAWS) {
                assertThat(list.get(FLAWS.indexOf(flaw)).get("uri").asText())
                    .isEqualTo("https://127.0.0.1:" + (first + FLAWS.indexOf(flaw)));
              }
            },
            "serve",
            "--port",
            "0",
            "--bad-tls-port",
            String.valueOf(first));

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  /** Below the ports that systems hand out by themselves, so that nobody takes one meanwhile. */
  private static int firstOfEnoughFreePorts() {
    return IntStream.iterate(18_400, first -> first < 32_000, first -> first + FLAWS.size())
        .filter(ServeBadTlsTest::areFreeFrom)
        .findFirst()
        .orElseThrow();
  }

  private static boolean areFreeFrom(int first) {
    return IntStream.range(first, first + FLAWS.size()).allMatch(ServeBadTlsTest::isFree);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
