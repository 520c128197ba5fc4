package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.Body;
import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.Proxy;
import dev.gatehouse.client.ProxyRefusedException;
import dev.gatehouse.client.Request;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of this toolkit at its own gate and proxy; the two share no code. */
@Timeout(120)
class GatehousesOwnNtlmClientTest {
  private static final NtlmSettings MESSAGES =
      NtlmSettings.of(NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example"));
  private static final NtlmAuth ALICE = NtlmAuth.of("Corp\\Desk-7", "alice", "wonderland");
  private static final NtlmAuth BOB = NtlmAuth.of("CORP", "bob", "builder");

  private final Gatehouse origin = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();

  @AfterEach
  void stop() {
    origin.close();
    gatehouse.close();
  }

  private NtlmGate gate(NtlmSettings messages) {
    NtlmAccounts accounts = NtlmAccounts.empty();
    for (NtlmAuth user : List.of(ALICE, BOB)) {
      accounts.add("CORP", user.username(), user.password());
    }
    return new NtlmGate(accounts, NtlmGateSettings.of(messages), origin.clock());
  }

  private void guard() {
    origin.guard("/api", gate(MESSAGES));
  }

  private HttpConnection open(URI server, Auth auth) {
    return open(server, auth, ClientOptions.defaults());
  }

  private HttpConnection open(URI server, Auth auth, ClientOptions options) {
    Tls tls = new Tls(origin.caPem(), null, null, null);
    return HttpConnection.open(
        new Connection("t", null, URI.create(server + "/api"), auth, tls, false), options);
  }

  private static ClientOptions by(Proxy proxy) {
    return ClientOptions.defaults().withProxy(proxy);
  }

  private JournalEntry last() {
    return origin.journal().last(entry -> true).orElseThrow();
  }

  private static List<Outcome> outcomes(Gatehouse server) {
    return server.journal().entries().stream().map(JournalEntry::outcome).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"})
  void logsInByEachMethod(String method) {
    guard();
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      assertThat(client.send(Request.of(method, "/x")).status()).isEqualTo(200);
    }
    assertThat(outcomes(origin)).containsExactly(Outcome.CHALLENGED, Outcome.ADMITTED);
    assertThat(last().method()).isEqualTo(method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void bringsALargeBodyWhole(String method) throws Exception {
    guard();
    byte[] body = new byte[1 << 20];
    new Random(5).nextBytes(body);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    Request request =
        new Request(method, "/x", List.of(), new Body.Bytes(body, "application/octet-stream"));
    for (URI server : List.of(origin.baseUri(), origin.httpsUri())) {
      try (HttpConnection client = open(server, ALICE)) {
        assertThat(client.send(request).text())
            .contains("\"bodySha256\":\"" + hash + "\"", "\"bodySize\":1048576");
      }
    }
    assertThat(origin.journal().entries())
        .extracting(JournalEntry::bodySize)
        .containsExactly(0L, 1048576L, 0L, 1048576L);
  }

  @Test
  void logsAConnectionInOnce() {
    guard();
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      assertThat(client.get("/1").status()).isEqualTo(200);
      assertThat(client.post("/2", Body.text("b", "text/plain")).status()).isEqualTo(200);
    }
    assertThat(outcomes(origin))
        .containsExactly(Outcome.CHALLENGED, Outcome.ADMITTED, Outcome.ADMITTED);
    assertThat(last().evidence()).containsEntry("login", "connection");
    assertThat(last().principal()).isEqualTo("CORP\\alice");
  }

  @Test
  void sendsWhatItWasToldToAsItIsWritten() {
    guard();
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      client.get("/");
    }
    assertThat(last().evidence())
        .containsEntry("workstation", "Desk-7")
        .containsEntry("domain", "Corp")
        .containsEntry("user", "alice")
        .containsEntry("level", NtlmLevel.NTLM_V2.title())
        .containsEntry("mic", "present")
        .doesNotContainKey("notes");
  }

  @ParameterizedTest
  @EnumSource(ChannelBindingPolicy.class)
  void isBoundToItsTlsConnection(ChannelBindingPolicy policy) {
    origin.guard("/api", gate(MESSAGES.withChannelBindings(policy).withMicRequired(true)));
    try (HttpConnection client = open(origin.httpsUri(), ALICE)) {
      assertThat(client.get("/").status()).isEqualTo(200);
    }
    assertThat(last().evidence())
        .containsEntry("channel-bindings", "present")
        .containsEntry("mic", "present");
  }

  @Test
  void isBoundToNothingWithoutTls() {
    origin.guard(
        "/api",
        gate(MESSAGES.withChannelBindings(ChannelBindingPolicy.REQUIRE).withMicRequired(true)));
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      assertThat(client.get("/").status()).isEqualTo(200);
    }
    assertThat(last().evidence()).containsEntry("channel-bindings", "absent");
  }

  @ParameterizedTest
  @EnumSource(OfferedTargetInfo.class)
  void provesTheSecondVersionWhateverItIsTold(OfferedTargetInfo told) {
    origin.guard("/api", gate(MESSAGES.withTargetInfo(told)));
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      assertThat(client.get("/").status()).isEqualTo(200);
    }
    assertThat(last().evidence()).containsEntry("level", NtlmLevel.NTLM_V2.title());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "carol"})
  void isRefusedOnceForAWrongPasswordOrUser(String user) {
    guard();
    try (HttpConnection client =
        open(origin.baseUri(), NtlmAuth.of("CORP", user, "looking-glass"))) {
      assertThat(client.post("/", Body.text("b", "text/plain")).status()).isEqualTo(401);
    }
    assertThat(outcomes(origin)).containsExactly(Outcome.CHALLENGED, Outcome.REFUSED);
    assertThat(last().event()).isEqualTo(user.equals("alice") ? "wrong-password" : "unknown-user");
  }

  @Test
  void isTheUserOfItsOwnConnectionOnly() {
    guard();
    try (HttpConnection alice = open(origin.baseUri(), ALICE);
        HttpConnection bob = open(origin.baseUri(), BOB)) {
      for (int i = 0; i < 3; i++) {
        assertThat(alice.get("/").text()).contains("\"principal\":\"CORP\\\\alice\"");
        assertThat(bob.get("/").text()).contains("\"principal\":\"CORP\\\\bob\"");
      }
    }
    assertThat(origin.journal().count(entry -> entry.outcome() == Outcome.CHALLENGED)).isEqualTo(2);
  }

  @Test
  void logsInAgainAfterAReset() {
    guard();
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      client.get("/");
      origin.reset();
      guard();
      assertThat(client.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void logsInForEachRequestWhereThatIsDemanded() {
    NtlmGate once = gate(MESSAGES);
    origin.guard(
        "/api",
        new NtlmGate(
            once.accounts(), NtlmGateSettings.of(MESSAGES).withEveryRequest(true), origin.clock()));
    try (HttpConnection client = open(origin.baseUri(), ALICE)) {
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.get("/").status()).isEqualTo(200);
    }
    assertThat(origin.journal().count(entry -> entry.outcome() == Outcome.ADMITTED)).isEqualTo(2);
    assertThat(last().evidence()).containsEntry("login", "handshake");
  }

  private List<URI> servers() {
    return List.of(origin.baseUri(), origin.httpsUri());
  }

  private void noneOfTheProxysLoginsCameTo(Gatehouse server) {
    assertThat(server.journal().entries())
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.fields())
                    .extracting(field -> field.name().toLowerCase(Locale.ROOT))
                    .doesNotContain("proxy-authorization"));
  }

  @Test
  void logsInBehindAProxyThatTakesBasic() {
    guard();
    URI proxy = gatehouse.proxy(BasicGate.of("pat", Secret.of("porter")));
    for (URI server : servers()) {
      try (HttpConnection client =
          open(server, ALICE, by(Proxy.at(proxy, BasicAuth.of("pat", "porter"))))) {
        assertThat(client.post("/", Body.text("b", "text/plain")).text())
            .contains("CORP\\\\alice", "\"bodySize\":1");
        assertThat(client.get("/").status()).isEqualTo(200);
      }
    }
    noneOfTheProxysLoginsCameTo(origin);
  }

  @Test
  void logsInAtAProxyByNtlm() {
    origin.guard("/api", BasicGate.of("a", Secret.of("b")));
    URI proxy = gatehouse.proxy(gate(MESSAGES));
    for (URI server : servers()) {
      try (HttpConnection client =
          open(server, BasicAuth.of("a", "b"), by(Proxy.at(proxy, ALICE)))) {
        assertThat(client.get("/").status()).isEqualTo(200);
        assertThat(client.post("/", Body.text("b", "text/plain")).text())
            .contains("\"bodySize\":1", "\"principal\":\"a\"");
      }
    }
    noneOfTheProxysLoginsCameTo(origin);
    assertThat(gatehouse.journal().count(entry -> entry.outcome() == Outcome.CHALLENGED))
        .isEqualTo(2);
    assertThat(gatehouse.journal().entries(entry -> entry.outcome() == Outcome.ADMITTED))
        .extracting(JournalEntry::principal)
        .containsOnly("CORP\\alice");
  }

  @Test
  void logsInAtBothByNtlmInsideATunnel() {
    origin.guard(
        "/api",
        gate(MESSAGES.withChannelBindings(ChannelBindingPolicy.REQUIRE).withMicRequired(true)));
    URI proxy = gatehouse.proxy(gate(MESSAGES));
    try (HttpConnection client = open(origin.httpsUri(), ALICE, by(Proxy.at(proxy, BOB)))) {
      assertThat(client.get("/").text()).contains("\"principal\":\"CORP\\\\alice\"");
    }
    assertThat(gatehouse.journal().last(entry -> true).orElseThrow().principal())
        .isEqualTo("CORP\\bob");
    noneOfTheProxysLoginsCameTo(origin);
  }

  @Test
  void isRefusedOnceByAProxy() {
    guard();
    URI proxy = gatehouse.proxy(gate(MESSAGES));
    for (URI server : servers()) {
      try (HttpConnection client =
          open(server, ALICE, by(Proxy.at(proxy, NtlmAuth.of("CORP", "bob", "breaker"))))) {
        assertThat(catchThrowableOfType(ProxyRefusedException.class, () -> client.get("/")))
            .hasMessageContaining("407")
            .hasMessageNotContaining("breaker");
      }
    }
    assertThat(outcomes(gatehouse))
        .containsExactly(Outcome.CHALLENGED, Outcome.REFUSED, Outcome.CHALLENGED, Outcome.REFUSED);
    assertThat(origin.journal().entries()).isEmpty();
  }

  /** Inside a tunnel nobody is the proxy, whatever they say. */
  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=\"x\"", "NTLM"})
  void givesAServerInsideATunnelNoLoginOfTheProxys(String asked) {
    origin.guard(
        "/api",
        request ->
            new Verdict.Challenged(
                "", ServerResponse.text(407, "who?").with("Proxy-Authenticate", asked)));
    Proxy basic =
        Proxy.at(
            gatehouse.proxy(BasicGate.of("pat", Secret.of("porter"))),
            BasicAuth.of("pat", "porter"));
    Proxy ntlm = Proxy.at(gatehouse.proxy(gate(MESSAGES)), BOB);
    for (Proxy proxy : List.of(basic, ntlm)) {
      try (HttpConnection client = open(origin.httpsUri(), new NoneAuth(), by(proxy))) {
        assertThat(client.get("/").status()).isEqualTo(407);
      }
    }
    noneOfTheProxysLoginsCameTo(origin);
    assertThat(origin.journal().entries()).hasSize(2);
    assertThat(origin.journal().entries().get(0).fields())
        .extracting(Field::name)
        .doesNotContain("Authorization");
  }
}
