package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.NTCredentials;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.NTLMSchemeFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that nobody here wrote log in. */
@Timeout(120)
class ForeignNtlmClientsTest {
  private static final NtlmGateSettings SETTINGS =
      NtlmGateSettings.of(
          NtlmSettings.of(NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example")));
  private static final int LARGE = 1 << 20;

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();

  @AfterEach
  void stop() {
    gatehouse.close();
  }

  private void guard(NtlmGateSettings settings) {
    NtlmAccounts accounts = NtlmAccounts.empty();
    accounts.add("CORP", "alice", Secret.of("wonderland"));
    gatehouse.guard("/api", new NtlmGate(accounts, settings, gatehouse.clock()));
  }

  private URI api(URI server) {
    return URI.create(server + "/api");
  }

  private JournalEntry last() {
    return gatehouse.journal().last(entry -> true).orElseThrow();
  }

  private long count(Outcome outcome) {
    return gatehouse.journal().count(entry -> entry.outcome() == outcome);
  }

  private void assertAliceCame() {
    assertThat(last().outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(last().principal()).isEqualTo("CORP\\alice");
    assertThat(last().evidence()).containsEntry("level", NtlmLevel.NTLM_V2.title());
  }

  /** Refused by nothing but the password, and never let in. */
  private void assertRefused(String reason) {
    assertThat(count(Outcome.ADMITTED)).isZero();
    assertThat(gatehouse.journal().entries(entry -> entry.outcome() == Outcome.REFUSED))
        .extracting(JournalEntry::event)
        .contains(reason)
        .isSubsetOf(reason, "missing-credentials");
  }

  /** The JDK's, each with an authenticator of its own: the one for all is left alone. */
  @Nested
  class HttpUrlConnections {
    private HttpURLConnection open(URI server, String user, String password) throws Exception {
      HttpURLConnection connection = (HttpURLConnection) api(server).toURL().openConnection();
      if (connection instanceof HttpsURLConnection tls) {
        tls.setSSLSocketFactory(LoginWire.trusting(gatehouse.caPem()).getSocketFactory());
      }
      connection.setAuthenticator(
          new Authenticator() {
            private boolean asked;

            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              if (asked) {
                return null; // else it asks twenty times
              }
              asked = true;
              return new PasswordAuthentication(user, password.toCharArray());
            }
          });
      return connection;
    }

    @Test
    void logIn() throws Exception {
      guard(SETTINGS);
      for (URI server : List.of(gatehouse.baseUri(), gatehouse.httpsUri())) {
        HttpURLConnection connection = open(server, "CORP\\alice", "wonderland");
        try (InputStream answer = connection.getInputStream()) {
          assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
              .contains("\"principal\":\"CORP\\\\alice\"");
        }
        assertAliceCame();
      }
    }

    @Test
    void bringALargeBody() throws Exception {
      guard(SETTINGS);
      HttpURLConnection connection = open(gatehouse.baseUri(), "CORP\\alice", "wonderland");
      connection.setDoOutput(true);
      connection.getOutputStream().write(new byte[LARGE]);
      try (InputStream answer = connection.getInputStream()) {
        assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
            .contains("\"bodySize\":" + LARGE);
      }
      assertAliceCame();
    }

    @ParameterizedTest
    @CsvSource({
      "CORP\\alice, nonsense, wrong-password",
      "CORP\\bob, wonderland, unknown-user",
      "OTHER\\alice, wonderland, wrong-domain"
    })
    void areRefused(String user, String password, String reason) throws Exception {
      guard(SETTINGS);
      assertThat(open(gatehouse.baseUri(), user, password).getResponseCode()).isEqualTo(401);
      assertRefused(reason);
    }

    @Test
    void areNotLetInOnAnotherConnection() throws Exception {
      guard(SETTINGS.withCloseAfterChallenge(true));
      assertThat(open(gatehouse.baseUri(), "CORP\\alice", "wonderland").getResponseCode())
          .isEqualTo(401);
      assertThat(count(Outcome.ADMITTED)).isZero();
    }
  }

  /** Deprecated there, and off unless asked for in three places. */
  @Nested
  @SuppressWarnings("deprecation")
  class ApacheHttpClient {
    private final HttpClientContext context = HttpClientContext.create();

    private CloseableHttpClient client(String domain, String user, String password) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          new AuthScope(null, -1),
          new NTCredentials(user, password.toCharArray(), "DESK-7", domain));
      return HttpClients.custom()
          .setDefaultCredentialsProvider(credentials)
          .setDefaultAuthSchemeRegistry(
              RegistryBuilder.<AuthSchemeFactory>create()
                  .register(StandardAuthScheme.NTLM, NTLMSchemeFactory.INSTANCE)
                  .build())
          .setDefaultRequestConfig(
              RequestConfig.custom()
                  .setTargetPreferredAuthSchemes(List.of(StandardAuthScheme.NTLM))
                  .build())
          .build();
    }

    private String send(CloseableHttpClient client, ClassicHttpRequest request) throws IOException {
      return client.execute(
          request,
          context,
          answer -> answer.getCode() + " " + EntityUtils.toString(answer.getEntity()));
    }

    private HttpGet get() {
      return new HttpGet(api(gatehouse.baseUri()));
    }

    @Test
    void logsAConnectionInOnce() throws Exception {
      guard(SETTINGS);
      HttpPost post = new HttpPost(api(gatehouse.baseUri()));
      post.setEntity(new ByteArrayEntity(new byte[LARGE], ContentType.APPLICATION_OCTET_STREAM));
      try (CloseableHttpClient client = client("CORP", "alice", "wonderland")) {
        assertThat(send(client, get())).startsWith("200 ");
        assertAliceCame();
        assertThat(send(client, get())).startsWith("200 ");
        assertThat(send(client, post)).startsWith("200 ").contains("\"bodySize\":" + LARGE);
      }
      assertThat(count(Outcome.CHALLENGED)).isEqualTo(1);
      assertThat(last().evidence()).containsEntry("login", "connection");
    }

    @ParameterizedTest
    @CsvSource({
      "CORP, alice, nonsense, wrong-password",
      "CORP, bob, wonderland, unknown-user",
      "OTHER, alice, wonderland, wrong-domain"
    })
    void isRefused(String domain, String user, String password, String reason) throws Exception {
      guard(SETTINGS);
      try (CloseableHttpClient client = client(domain, user, password)) {
        assertThat(send(client, get())).startsWith("401 ");
      }
      assertRefused(reason);
    }

    /** It sends its Type 3 anyway, on the next connection. */
    @Test
    void isNotLetInOnAnotherConnection() throws Exception {
      guard(SETTINGS.withCloseAfterChallenge(true));
      try (CloseableHttpClient client = client("CORP", "alice", "wonderland")) {
        assertThat(send(client, get())).startsWith("401 ");
      }
      assertRefused("no-challenge");
    }
  }
}
