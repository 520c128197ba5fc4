package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Credential.Variant.EXPIRED;
import static dev.gatehouse.mock.oauth2.Credential.Variant.FOREIGN;
import static dev.gatehouse.mock.oauth2.Credential.Variant.REPLAYED;
import static dev.gatehouse.mock.oauth2.CredentialWorld.ACCESS_TOKEN;
import static dev.gatehouse.mock.oauth2.CredentialWorld.BEARER;
import static dev.gatehouse.mock.oauth2.CredentialWorld.DEVICE;
import static dev.gatehouse.mock.oauth2.CredentialWorld.EXCHANGE;
import static dev.gatehouse.mock.oauth2.CredentialWorld.IDP;
import static dev.gatehouse.mock.oauth2.CredentialWorld.basic;
import static dev.gatehouse.mock.oauth2.CredentialWorld.hex;
import static dev.gatehouse.mock.oauth2.CredentialWorld.password;
import static dev.gatehouse.mock.oauth2.CredentialWorld.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.mock.oauth2.Credential.Variant;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * No endpoint accepts anything unproved: of every credential there is, each variant that is not the
 * good one. A row fills each column or says why there is none.
 */
@Execution(ExecutionMode.SAME_THREAD)
class CredentialMatrixTest {
  private static final String LASTS = "it is good until it is changed";
  private static final String AGAIN = "it may be shown again";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final CredentialWorld ELSEWHERE = new CredentialWorld();
  private static final CredentialWorld UNMOVED = new CredentialWorld();

  private static final List<Credential> TABLE =
      List.of(
          // Clients.
          Credential.of(
                  "client_secret_basic",
                  world -> secret("app"),
                  (world, value) -> world.provesItselfByBasic(value))
              .foreign(world -> secret("other"))
              .without(EXPIRED, LASTS)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "client_secret_post",
                  world -> secret("post"),
                  (world, value) -> world.provesItself("client_id", "post", "client_secret", value))
              .foreign(world -> secret("other"))
              .without(EXPIRED, LASTS)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "client_secret_jwt",
                  world -> world.assertion(secret("shared"), "shared"),
                  (world, value) -> world.provesItselfByAssertion("shared", value))
              .wrong(world -> world.assertion(secret("other"), "shared"))
              .foreign(world -> world.assertion(secret("app"), "app"))
              .expiresAfter(MINUTE)
              .goodOnce(),
          Credential.of(
                  "private_key_jwt",
                  world -> world.assertion(TestKeys.RSA, "keyed"),
                  (world, value) -> world.provesItselfByAssertion("keyed", value))
              .wrong(world -> world.assertion(TestKeys.OTHER_RSA, "keyed"))
              .foreign(world -> world.assertion(TestKeys.RSA, "signing"))
              .expiresAfter(MINUTE)
              .goodOnce(),
          Credential.of(
                  "tls_client_auth",
                  world -> hex(CredentialWorld.NAMED),
                  (world, value) -> world.provesItselfByCertificate("named", value))
              .wrong(world -> hex(CredentialWorld.OURS.issue(CertificateRequest.of("CN=x"))))
              .foreign(world -> hex(CredentialWorld.FOREIGN.issue(CredentialWorld.ORDERS)))
              .expired(
                  world ->
                      hex(
                          CredentialWorld.OURS.issue(
                              CredentialWorld.ORDERS.withValidity(
                                  Instant.now().minus(HOUR), Instant.now().minus(MINUTE)))))
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "self_signed_tls_client_auth",
                  world -> hex(CredentialWorld.SELF_SIGNED),
                  (world, value) -> world.provesItselfByCertificate("self", value))
              .wrong(world -> hex(ClientCertificate.selfSigned(CredentialWorld.ORDERS)))
              .foreign(world -> hex(CredentialWorld.NAMED))
              .expired(world -> hex(CredentialWorld.EXPIRED))
              .without(REPLAYED, AGAIN),
          // Grants.
          Credential.of(
                  "authorization code",
                  world -> world.code("app"),
                  (world, value) -> world.redeems(value, Flow.VERIFIER))
              .foreign(world -> world.code("other"))
              .expiresAfter(MINUTE)
              .goodOnce(),
          Credential.of(
                  "PKCE verifier",
                  world -> Flow.VERIFIER,
                  (world, value) -> world.redeems(world.code("app"), value))
              .foreign(world -> Flow.CHALLENGE)
              .without(EXPIRED, "it lasts as long as its code")
              .without(REPLAYED, "each code has its own challenge; a client may choose one twice"),
          Credential.of(
                  "refresh token",
                  world -> world.userToken("app", "refresh_token"),
                  (world, value) ->
                      world.isIssued(
                          basic("app"), "grant_type", "refresh_token", "refresh_token", value))
              .foreign(world -> world.userToken("other", "refresh_token"))
              .expiresAfter(Lifetimes.DEFAULT.refreshToken())
              .goodOnce(),
          Credential.of(
                  "device code",
                  world -> world.device("app", "device_code", true),
                  (world, value) ->
                      world.isIssued(basic("app"), "grant_type", DEVICE, "device_code", value))
              .foreign(world -> world.device("other", "device_code", true))
              .expiresAfter(Duration.ofMinutes(10))
              .goodOnce(),
          Credential.of(
                  "user code",
                  world -> world.device("app", "user_code", false),
                  (world, value) -> world.connects(value))
              .expiresAfter(Duration.ofMinutes(10))
              .goodOnce()
              .turning(CredentialMatrixTest::lowBitOfALetter)
              .foreign(world -> ELSEWHERE.device("app", "user_code", false)),
          Credential.of(
                  "subject_token",
                  world -> world.userToken("app", "access_token"),
                  (world, value) ->
                      world.isIssued(
                          basic("app"),
                          "grant_type",
                          EXCHANGE,
                          "subject_token_type",
                          ACCESS_TOKEN,
                          "subject_token",
                          value))
              .foreign(world -> world.userToken("other", "access_token"))
              .expiresAfter(HOUR)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "actor_token",
                  world -> world.userToken("app", "access_token"),
                  (world, value) ->
                      world.isIssued(
                          basic("app"),
                          "grant_type",
                          EXCHANGE,
                          "subject_token_type",
                          ACCESS_TOKEN,
                          "subject_token",
                          world.userToken("app", "access_token"),
                          "actor_token_type",
                          ACCESS_TOKEN,
                          "actor_token",
                          value))
              .foreign(world -> world.userToken("other", "access_token"))
              .expiresAfter(HOUR)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "JWT bearer assertion",
                  world -> vouching(world, TestKeys.P_256, IDP, Fixture.ISSUER.toString()),
                  (world, value) ->
                      world.isIssued(basic("app"), "grant_type", BEARER, "assertion", value))
              .wrong(world -> vouching(world, TestKeys.OTHER_P_256, IDP, Fixture.ISSUER.toString()))
              .foreign(world -> vouching(world, TestKeys.P_256, IDP, "https://other.example"))
              .expiresAfter(MINUTE)
              .goodOnce(),
          Credential.of(
                  "password at the token endpoint",
                  world -> password("ada"),
                  (world, value) ->
                      world.isIssued(
                          basic("app"),
                          "grant_type",
                          "password",
                          "username",
                          "ada",
                          "password",
                          value))
              .foreign(world -> password("grace"))
              .without(EXPIRED, LASTS)
              .without(REPLAYED, AGAIN),
          // DPoP.
          Credential.of(
                  "DPoP proof", world -> world.proof(), (world, value) -> world.bindsBy(value))
              .foreign(
                  world ->
                      world.proof(
                          TestKeys.P_256, "https://other.example/token", world.seconds(), null))
              .expired(
                  world ->
                      world.proof(
                          TestKeys.P_256, Fixture.ISSUER + "/token", world.seconds() - 61, null))
              .goodOnce(),
          Credential.of(
                  "DPoP nonce",
                  world -> world.nonce(),
                  (world, value) -> world.bindsWithNonce(value))
              .foreign(world -> ELSEWHERE.nonce())
              .expiresAfter(Duration.ofMinutes(10))
              .without(REPLAYED, "it is good for as long as it lasts (RFC 9449, section 8)"),
          // Tokens that are shown.
          Credential.of(
                  "access token at userinfo",
                  world -> world.userToken("app", "access_token"),
                  (world, value) -> world.isToldTheUser(value))
              .foreign(world -> ELSEWHERE.userToken("app", "access_token"))
              .expiresAfter(HOUR)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "access token at a gate",
                  world -> world.userToken("app", "access_token"),
                  (world, value) -> world.passesTheGate(value))
              .foreign(world -> ELSEWHERE.userToken("app", "access_token"))
              .expiresAfter(HOUR)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "access token at introspection",
                  world -> world.userToken("app", "access_token"),
                  (world, value) -> world.isActive(value))
              .foreign(world -> world.userToken("other", "access_token"))
              .expiresAfter(HOUR)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "initial access token",
                  world -> CredentialWorld.INITIAL,
                  (world, value) -> world.registersBy(value))
              .foreign(world -> world.registration())
              .without(EXPIRED, LASTS)
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "registration access token",
                  world -> world.registration(),
                  (world, value) -> world.readsItsRegistration(value))
              .foreign(world -> world.registrationOfAnother())
              .without(EXPIRED, "it lasts as long as its client")
              .without(REPLAYED, AGAIN),
          // Browsers.
          Credential.of(
                  "request object",
                  world -> world.requestObject(TestKeys.RSA, "signing", 60),
                  (world, value) -> world.asksBy("signing", "request", value))
              .wrong(world -> world.requestObject(TestKeys.OTHER_RSA, "signing", 60))
              .foreign(world -> world.requestObject(TestKeys.RSA, "keyed", 60))
              .expiresAfter(MINUTE)
              .without(REPLAYED, "a browser may load its page again; the code is good once"),
          Credential.of(
                  "request_uri",
                  world -> world.pushed("pushing"),
                  (world, value) -> world.asksBy("pushing", "request_uri", value))
              .foreign(world -> world.pushed("app"))
              .expiresAfter(MINUTE)
              .goodOnce(),
          Credential.of(
                  "id_token_hint",
                  world -> world.userToken("app", "id_token"),
                  (world, value) -> world.logsOutBy(value))
              .foreign(world -> world.userToken("other", "id_token"))
              .without(
                  EXPIRED, "OpenID Connect RP-Initiated Logout, section 2: it may have expired")
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "session cookie",
                  world -> world.session(),
                  (world, value) -> world.isLoggedIn(value))
              .foreign(
                  world -> {
                    world.session();
                    return ELSEWHERE.session();
                  })
              .expiresAfter(Duration.ofHours(8))
              .without(REPLAYED, AGAIN),
          Credential.of(
                  "CSRF token of a page",
                  world -> world.pageField(),
                  (world, value) -> world.sendsThePage(value))
              .foreign(world -> world.pageFieldOfAnotherBrowser())
              .expiresAfter(Duration.ofMinutes(30))
              .goodOnce(),
          Credential.of(
                  "password on the log-in page",
                  world -> password("ada"),
                  (world, value) -> world.logsIn(value))
              .foreign(world -> password("grace"))
              .without(EXPIRED, LASTS)
              .without(REPLAYED, AGAIN));

  private static String vouching(CredentialWorld world, ECKey key, String issuer, String audience) {
    return world.jwt(key, issuer, "ada", audience, 60);
  }

  /** Case and dashes do not count in a user code, so only another letter is another code. */
  private static String lowBitOfALetter(String code, int position, int bit) {
    List<Integer> letters = new ArrayList<>();
    for (int i = 0; i < code.length(); i++) {
      if (Character.isLetter(code.charAt(i))) {
        letters.add(i);
      }
    }
    char[] changed = code.toCharArray();
    changed[letters.get(position % letters.size())] ^= (char) 1;
    return new String(changed);
  }

  @TestFactory
  Stream<DynamicContainer> isRefusedWhenItIs() {
    return TABLE.stream()
        .map(
            credential -> {
              CredentialWorld world = new CredentialWorld();
              return DynamicContainer.dynamicContainer(
                  credential.toString(),
                  Arrays.stream(Variant.values())
                      .filter(credential::has)
                      .map(
                          variant ->
                              DynamicTest.dynamicTest(
                                  variant.name(), () -> refuses(credential, variant, world))));
            });
  }

  private static void refuses(Credential credential, Variant variant, CredentialWorld world) {
    world.advance(MINUTE); // so that guesses at one cell do not count at the next
    String good = credential.fresh(world);
    switch (variant) {
      case MISSING -> refuses(credential, world, null);
      case REPLAYED -> {
        assertThat(credential.isTaken(world, good)).as("the first time").isTrue();
        refuses(credential, world, good);
      }
      case ONE_BIT_CHANGED -> {
        int most = Math.min(good.length(), 400);
        for (int i = 0; i < most; i++) {
          int position = good.length() * i / most;
          String changed = credential.withBitTurned(good, position, i % 7);
          assertThat(credential.isTaken(world, changed))
              .as("bit %d of character %d turned", i % 7, position)
              .isFalse();
        }
      }
      case WRONG, EXPIRED, FOREIGN -> refuses(credential, world, credential.bad(variant, world));
    }
    if (variant != REPLAYED) {
      // What was refused was refused for its badness, and has not used up the good one.
      String still = variant == EXPIRED || variant == FOREIGN ? credential.fresh(world) : good;
      assertThat(credential.isTaken(world, still)).as("the good one").isTrue();
    }
  }

  private static void refuses(
      Credential credential, CredentialWorld world, @Nullable String value) {
    assertThat(credential.isTaken(world, value)).isFalse();
  }

  /** The same for any bit of any character, which the table samples. */
  @Property(tries = 500)
  void isRefusedWithAnyBitTurned(
      @ForAll @IntRange(max = 1000) int row,
      @ForAll @IntRange(max = 5000) int position,
      @ForAll @IntRange(max = 6) int bit) {
    Credential credential = TABLE.get(row % TABLE.size());
    String good = credential.fresh(UNMOVED);
    assertThat(credential.isTaken(UNMOVED, credential.withBitTurned(good, position, bit)))
        .as("%s", credential)
        .isFalse();
  }
}
