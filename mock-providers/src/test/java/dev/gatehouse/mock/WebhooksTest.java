package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final byte[] PAYLOAD = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);

  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  @Test
  void sendsMethodHeadersQueryAndPayload() throws IOException {
    try (Gatehouse sender = start();
        Gatehouse receiver = start()) {
      int status =
          sender
              .webhooks()
              .send(
                  receiver.baseUri().resolve("/hook?token=s3cret&x=1"),
                  "POST",
                  Map.of("X-Event", "made", "Authorization", "Bearer s3cret"),
                  PAYLOAD);

      assertThat(status).isEqualTo(200);
      JournalEntry received = receiver.journal().last(entry -> true).orElseThrow();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.path()).isEqualTo("/hook");
      assertThat(received.bodySize()).isEqualTo(PAYLOAD.length);
      assertThat(received.fields().toString()).contains("X-Event");
      JournalEntry sent = sender.journal().last(entry -> true).orElseThrow();
      assertThat(sent.outcome()).isEqualTo(Outcome.SENT);
      assertThat(sent.handledBy()).isEqualTo("webhook");
      assertThat(sent.status()).isEqualTo(200);
      assertThat(sent.query()).isEqualTo("token=***&x=1");
      assertThat(sent.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void saysInTheJournalThatNobodyAnswered() throws IOException {
    // Bound but not listening: the port refuses, and nobody else can get it meanwhile.
    try (Socket closed = new Socket();
        Gatehouse sender = start()) {
      closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI gone = URI.create("http://127.0.0.1:" + closed.getLocalPort());
      assertThatThrownBy(() -> sender.webhooks().send(gone, "POST", Map.of(), PAYLOAD))
          .isInstanceOf(IOException.class);
      assertThat(sender.journal().entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.status()).isZero();
                assertThat(entry.event()).isEqualTo("webhook.failed");
                assertThat(entry.explanation()).startsWith("No answer");
              });
    }
  }

  @Test
  void refusesATargetThatIsNoHttpUri() {
    try (Gatehouse sender = start()) {
      assertThatThrownBy(
              () -> sender.webhooks().send(URI.create("ftp://h/x"), "POST", Map.of(), PAYLOAD))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ftp");
    }
  }
}
