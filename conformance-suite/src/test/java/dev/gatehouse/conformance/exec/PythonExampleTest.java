package dev.gatehouse.conformance.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of CLIENT-PROTOCOL.md, run as it is printed there. */
class PythonExampleTest {

  @Test
  void theDocumentedExampleIsAClient(@TempDir Path temp) throws Exception {
    Assumptions.assumeTrue(hasPython(), "needs python3");
    String page = Files.readString(Path.of("CLIENT-PROTOCOL.md"));
    int start = page.indexOf("```python\n") + "```python\n".length();
    Path script = temp.resolve("client.py");
    Files.writeString(script, page.substring(start, page.indexOf("```", start)));

    try (ExecClient client = ExecClient.start("python3 '" + script + "'");
        Peer peer = Peer.start().answer(Reply.text(200, "gr\u00fc\u00df dich"), Reply.stall());
        Session session =
            client.open(
                Connection.of("c", peer.at("/api"), new BasicAuth("ada", Secret.of("a:b"))),
                ClientSettings.defaults().withResponseTimeout(Duration.ofSeconds(2)))) {
      assertThat(client.name()).isEqualTo("python http.client");
      assertThat(session.describe()).startsWith("c at http://127.0.0.1:");

      assertThat(session.call(CallRequest.post("/x?y=1", "h\u00e9")))
          .isInstanceOfSatisfying(
              CallResult.Answered.class,
              answered -> assertThat(answered.text()).isEqualTo("gr\u00fc\u00df dich"));
      assertThat(peer.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.target()).isEqualTo("/api/x?y=1");
                assertThat(request.headers("authorization")).containsExactly("Basic YWRhOmE6Yg==");
                assertThat(request.text()).isEqualTo("h\u00e9");
              });
      assertThat(session.call(CallRequest.get("/slow")))
          .isInstanceOfSatisfying(
              CallResult.Failed.class,
              failed -> assertThat(failed.kind()).isEqualTo(CallResult.Kind.TIMEOUT));
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
