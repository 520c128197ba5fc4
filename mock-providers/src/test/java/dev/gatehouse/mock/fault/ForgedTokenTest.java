package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.fault.TokenFault.Flaw;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Scenario;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our own server spoils, our own gate refuses, each for its own reason. */
class ForgedTokenTest {
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String token(Scenario auth) throws ParseException {
    String pair = encoded(auth.clientId()) + ":" + encoded(auth.clientSecret());
    Call call =
        Call.post(
            auth.tokenUri(),
            "grant_type=client_credentials",
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    return (String) JSONObjectUtils.parse(call.body()).get("access_token");
  }

  private static Call api(Scenario auth, String token) {
    return Call.send(
        HttpRequest.newBuilder(auth.apiUri()).header("Authorization", "Bearer " + token));
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, expired-token, the token expired at",
    "NOT_YET_VALID, not-yet-valid, the token's nbf is",
    "WRONG_ISSUER, wrong-issuer, the token's iss is https://somebody-else.invalid",
    "WRONG_AUDIENCE, wrong-audience, the token's aud is https://somebody-else.invalid",
    "UNKNOWN_KID, unknown-key, names no key of this issuer",
    "ALG_NONE, unsigned-token, the header's alg is none",
    "BROKEN_SIGNATURE, wrong-signature, the signature is not this issuer's"
  })
  void theGateRefusesASpoiltTokenForItsOwnReason(Flaw flaw, String reason, String explanation)
      throws ParseException {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario auth = gatehouse.scenario(AuthType.OAUTH2_CLIENT_CREDENTIALS);
      auth.faults().on(Target.endpoint("token")).once(TokenFault.flawed(flaw));

      Call refused = api(auth, token(auth));

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
      JournalEntry entry = auth.lastApiCall();
      assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(entry.event()).isEqualTo(reason);
      assertThat(entry.explanation()).contains(explanation);
      assertThat(entry.fault()).isNull();
      JournalEntry issued =
          gatehouse.journal().last(any -> any.event().equals("access_token.issued")).orElseThrow();
      assertThat(issued.outcome()).isEqualTo(Outcome.ISSUED);
      assertThat(issued.fault().type()).isEqualTo(flaw.type());
      assertThat(issued.explanation())
          .startsWith("client ")
          .endsWith("; fault f1 (" + flaw.type() + ") on endpoint token was asked for and fired");
      assertThat(api(auth, token(auth)).status()).isEqualTo(200);
    }
  }

  @Test
  void ourOwnClientGetsANewTokenForAnExpiredOne() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario auth = gatehouse.scenario(AuthType.OAUTH2_CLIENT_CREDENTIALS);
      auth.faults().on(Target.endpoint("token")).once(TokenFault.expired());

      try (HttpConnection client = auth.open()) {
        assertThat(client.get("/orders").status()).isEqualTo(200);
      }

      assertThat(gatehouse.journal().count(entry -> entry.event().equals("expired-token")))
          .isEqualTo(1);
      assertThat(gatehouse.journal().count(entry -> entry.event().equals("access_token.issued")))
          .isEqualTo(2);
    }
  }
}
