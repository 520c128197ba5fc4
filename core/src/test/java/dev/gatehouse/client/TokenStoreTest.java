package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {
  /** A store that tells what is done with it, and fails where it is told to. */
  private static final class Observed implements TokenStore {
    private final TokenStore kept = TokenStore.inMemory();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile String failing = "";

    private void doing(String what, String secret) throws IOException {
      done.add(what);
      if (failing.equals(what)) {
        throw new IOException("the disk is\nfull of " + secret);
      }
    }

    @Override
    public Optional<StoredTokens> load(String key) throws IOException {
      doing("load", "");
      return kept.load(key);
    }

    @Override
    public void save(String key, StoredTokens tokens) throws IOException {
      doing("save", tokens.accessToken().reveal());
      kept.save(key, tokens);
    }

    @Override
    public void remove(String key) throws IOException {
      doing("remove", "");
      kept.remove(key);
    }
  }

  @Test
  void tokensAreKeptBeforeTheyAreUsed() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      Observed store = new Observed();
      List<String> savedWhenCalled = new ArrayList<>();
      flow.api(
          (request, out) -> {
            savedWhenCalled.add(String.join(" ", store.done));
            Peer.write(out, 200, "");
          });
      flow.open(options -> options.withTokenStore(store)).get("/a");
      assertThat(savedWhenCalled).hasSize(1).allMatch(done -> done.endsWith("save"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "save"})
  void aStoreThatFailsIsATypedFailureAndNothingIsSent(String failing) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      Observed store = new Observed();
      HttpConnection connection = flow.open(options -> options.withTokenStore(store));
      store.failing = failing;
      var failure = catchThrowableOfType(TokenStoreException.class, () -> connection.get("/a"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure).hasMessageContaining("the disk is full of").hasNoCause();
      assertThat(failure.getMessage()).doesNotContain("t1");
      assertThat(flow.bearers()).isEmpty();

      store.failing = "";
      assertThat(connection.get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void aStoreThatCannotForgetIsATypedFailure() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      Observed store = new Observed();
      HttpConnection connection = flow.open(options -> options.withTokenStore(store));
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      flow.page("/token", 400, "{\"error\":\"invalid_grant\"}");
      store.failing = "remove";
      assertThat(catchThrowableOfType(TokenStoreException.class, () -> connection.get("/a")))
          .hasMessageContaining("forget the tokens");
    }
  }

  @Test
  void anotherConnectionOfTheSameSettingsNeedsNoLogin() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      TokenStore store = TokenStore.inMemory();
      flow.open(options -> options.withTokenStore(store)).get("/a");
      flow.open(options -> options.withTokenStore(store)).get("/a");
      assertThat(flow.bearers()).containsExactly("Bearer t1", "Bearer t1");
      assertThat(flow.tokenRequests()).hasSize(1);
    }
  }

  @Test
  void withoutAStoreEachConnectionLogsInForItself() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      ClientOptions same = ClientOptions.defaults().withUserAgent(flow::comeBack);
      flow.open(options -> same).get("/a");
      flow.open(options -> same).get("/a");
      assertThat(flow.authorizations()).hasSize(2);
    }
  }

  @Test
  void fiftyConnectionsOfOneStoreMakeOneLoginAndOneRefresh() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      TokenStore store = TokenStore.inMemory();
      List<HttpConnection> connections = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 50; i++) {
        connections.add(flow.open(options -> options.withTokenStore(store)));
      }
      List<HttpConnection> free = new CopyOnWriteArrayList<>(connections);
      Crowd.together(50, () -> free.remove(0).get("/a").status());
      assertThat(flow.authorizations()).hasSize(1);
      assertThat(flow.tokenRequests()).hasSize(1);

      flow.clock().advance(Duration.ofHours(1));
      free.addAll(connections);
      Crowd.together(50, () -> free.remove(0).get("/a").status());
      assertThat(flow.authorizations()).hasSize(1);
      assertThat(flow.tokenRequests()).hasSize(2);
    }
  }

  @Test
  void aTokenRefusedOnOneConnectionIsNotHandedOutAgain() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      TokenStore store = TokenStore.inMemory();
      HttpConnection one = flow.open(options -> options.withTokenStore(store));
      HttpConnection two = flow.open(options -> options.withTokenStore(store));
      one.get("/a");
      two.get("/a");
      flow.api(CodeFlow.taking("t2"));
      assertThat(one.get("/a").status()).isEqualTo(200);
      assertThat(two.get("/a").status()).isEqualTo(200);
      assertThat(flow.tokenRequests()).hasSize(2);
    }
  }

  private static String key(Connection connection) {
    return TokenKey.of(
        connection, AuthorizationCodeClient.of((OAuth2AuthorizationCodeAuth) connection.auth()));
  }

  private static Connection connection(String name, String project, String base, String... auth) {
    return new Connection(
        name,
        project,
        URI.create(base),
        new OAuth2AuthorizationCodeAuth(
            URI.create(auth[0]),
            URI.create(auth[1]),
            auth[2],
            Secret.of(auth[3]),
            CredentialPlacement.HEADER,
            auth[4].isEmpty() ? List.of() : List.of(auth[4].split(" ", -1)),
            auth[5].isEmpty() ? null : URI.create(auth[5]),
            true),
        Tls.PLATFORM,
        false);
  }

  @Test
  void theKeyDiffersWhenAnythingDiffersButTheSecret() {
    String[] auth = {"https://a/authorize", "https://a/token", "c", "s", "x y", "https://app/cb"};
    String key = key(connection("n", "p", "https://api", auth));
    assertThat(key).matches("[0-9a-f]{64}");
    String[] others = {"https://a/authorize?x", "https://a/token2", "d", "s", "x", ""};
    List<String> keys = new ArrayList<>(List.of(key));
    keys.add(key(connection("m", "p", "https://api", auth)));
    keys.add(key(connection("n", "q", "https://api", auth)));
    keys.add(key(connection("n", null, "https://api", auth)));
    keys.add(key(connection("n", "p", "https://api2", auth)));
    for (int i = 0; i < auth.length; i++) {
      if (i != 3) {
        String[] changed = auth.clone();
        changed[i] = others[i];
        keys.add(key(connection("n", "p", "https://api", changed)));
      }
    }
    assertThat(keys).doesNotHaveDuplicates();
    String[] newSecret = auth.clone();
    newSecret[3] = "t";
    assertThat(key(connection("n", "p", "https://api", newSecret))).isEqualTo(key);
  }

  @Test
  void theKeysPartsCannotBeShifted() {
    String[] auth = {"https://a/authorize", "https://a/token", "c", "s", "", ""};
    assertThat(key(connection("np", null, "https://api", auth)))
        .isNotEqualTo(key(connection("n", "pnull", "https://api", auth)));
  }

  @Test
  void nothingSecretIsPrinted() throws Exception {
    StoredTokens tokens = FileTokenStoreTest.TOKENS;
    TokenStore store = TokenStore.inMemory();
    store.save("k", tokens);
    assertThat(tokens + " " + store).doesNotContain("secret").contains("***");
    assertThatThrownBy(() -> tokens.scopes().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
