package dev.gatehouse.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.Body;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.Response;
import dev.gatehouse.client.Webhook;
import dev.gatehouse.client.WebhookReceiver;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.journal.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The other examples of the pages for users. */
@GatehouseTest
class ReadmeSnippetsTest {
  // readme:start
  @ParameterizedTest
  @EveryAuthType
  void worksWithEveryAuthType(HttpConnection connection) {
    assertThat(connection.get("/hello").status()).isEqualTo(200);
  }

  // readme:end

  @Test
  void renewsATokenThatExpired() {
    // readme:start
    try (Gatehouse gatehouse = Gatehouse.start();
        HttpConnection client = gatehouse.scenario(AuthType.OAUTH2_CLIENT_CREDENTIALS).open()) {
      client.get("/hello"); // gets a token first
      gatehouse.clock().advance(Duration.ofHours(2)); // which expires
      assertThat(client.get("/hello").status()).isEqualTo(200); // with a new one

      assertThat(gatehouse.journal().count(entry -> entry.outcome() == Outcome.ISSUED))
          .isEqualTo(2);
    }
    // readme:end
  }

  @Test
  void opensAConnectionFromAFile(@Auth(AuthType.BASIC) Connection basic, @TempDir Path directory)
      throws Exception {
    Path file =
        Files.writeString(directory.resolve("orders.yaml"), Connections.toYamlWithSecrets(basic));
    // readme:start
    Connection connection = Connections.read(file);
    try (HttpConnection orders = HttpConnection.open(connection)) {
      Response created = orders.post("/orders", Body.json("{\"item\": 7}"));
      assertThat(created.status()).isEqualTo(200);
    }
    // readme:end
  }

  @Test
  void guardsAPath() {
    // readme:start
    try (Gatehouse gatehouse =
        Gatehouse.builder()
            .port(0) // any free one
            .limits(Limits.DEFAULT.withBodyBytes(1_000_000))
            .start()) {
      gatehouse.guard("/orders", BasicGate.of("alice", Secret.of("wonderland")));
    }
    // readme:end
  }

  @Test
  void sendsAndReceivesAWebhook(Gatehouse gatehouse) throws Exception {
    Subscription orders = new Subscription(gatehouse);
    // readme:start
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      orders.subscribe(receiver.uri()); // a URL nobody can guess
      Webhook webhook = receiver.await(Duration.ofSeconds(5));
      assertThat(webhook.text()).isEqualTo("{\"order\": 7}");
    }
    // readme:end
    assertThat(orders.status).isEqualTo(204);
  }

  private static final class Subscription {
    private final Gatehouse gatehouse;
    private int status;

    Subscription(Gatehouse gatehouse) {
      this.gatehouse = gatehouse;
    }

    void subscribe(URI target) throws Exception {
      byte[] payload = "{\"order\": 7}".getBytes(UTF_8);
      // readme:start
      status = gatehouse.webhooks().send(target, "POST", Map.of("X-Event", "paid"), payload);
      // readme:end
    }
  }
}
