package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.fault.TokenFault.Flaw;
import dev.gatehouse.mock.fault.TokenFault.Lifetime;
import dev.gatehouse.mock.fault.TokenFault.Tokens;
import dev.gatehouse.mock.journal.FiredFault;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.SocketException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault reaches a real client over a socket, asked for in code and over the admin API. */
class EveryFaultTest {
  private static final String RIGHT = "{\"access_token\":";

  /**
   * A fault, and what the client sees of it.
   *
   * @param endpoint it is asked for on, with a query
   * @param json the same for the admin API
   */
  record Row(String endpoint, Fault fault, String json, Consumer<Call> seen) {
    Target target() {
      return Target.endpoint(name());
    }

    String name() {
      return endpoint.split("\\?", 2)[0];
    }
  }

  static final List<Row> ROWS =
      List.of(
          row(
              Fault.delay(Duration.ofMillis(300)),
              "{'type':'delay','by':'PT0.3S'}",
              call -> {
                assertThat(call.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
                assertThat(call.body()).startsWith(RIGHT);
              }),
          row(
              Fault.status(503).header("X-Reason", "maintenance").body("later"),
              """
              {'type':'status','status':503,'headers':[{'name':'X-Reason','value':'maintenance'}],
               'body':'later'}""",
              call -> {
                assertThat(call.status()).isEqualTo(503);
                assertThat(call.header("X-Reason")).isEqualTo("maintenance");
                assertThat(call.body()).isEqualTo("later");
              }),
          row(
              Fault.oauthError("temporarily_unavailable").description("Try again."),
              "{'type':'oauth-error','error':'temporarily_unavailable','description':'Try again.'}",
              call -> {
                assertThat(call.status()).isEqualTo(503);
                assertThat(call.header("Content-Type")).isEqualTo("application/json");
                assertThat(call.header("Cache-Control")).isEqualTo("no-store");
                assertThat(call.body())
                    .isEqualTo(
                        "{\"error\":\"temporarily_unavailable\","
                            + "\"error_description\":\"Try again.\"}");
              }),
          new Row(
              "authorize?https://client.example/cb?a=b&code=c0de&state=s%20t&iss=i",
              Fault.authorizationError("access_denied").description("No & never."),
              json(
                  """
                  {'type':'authorization-error','error':'access_denied',
                   'description':'No & never.'}"""),
              call -> {
                assertThat(call.status()).isEqualTo(303);
                assertThat(call.header("Location"))
                    .isEqualTo(
                        "https://client.example/cb?a=b&state=s%20t&iss=i&error=access_denied"
                            + "&error_description=No+%26+never.");
              }),
          row(
              Fault.htmlBadGateway(),
              "{'type':'html-bad-gateway'}",
              call -> {
                assertThat(call.status()).isEqualTo(502);
                assertThat(call.header("Content-Type")).isEqualTo("text/html");
                assertThat(call.body()).contains("<h1>502 Bad Gateway</h1>");
              }),
          row(
              Fault.tooManyRequests(Duration.ofMinutes(2)),
              "{'type':'too-many-requests','retryAfter':'PT2M'}",
              call -> {
                assertThat(call.status()).isEqualTo(429);
                assertThat(call.header("Retry-After")).isEqualTo("120");
              }),
          row(
              Fault.redirect(URI.create("/elsewhere?a=b")).status(307),
              "{'type':'redirect','location':'/elsewhere?a=b','status':307}",
              call -> {
                assertThat(call.status()).isEqualTo(307);
                assertThat(call.header("Location")).isEqualTo("/elsewhere?a=b");
              }),
          row(
              Fault.connectionReset(),
              "{'type':'connection-reset'}",
              call ->
                  assertThat(call.failed())
                      .rootCause()
                      .isInstanceOf(SocketException.class)
                      .hasMessageContaining("reset")),
          row(
              Fault.malformedBody(),
              "{'type':'malformed-body'}",
              call -> {
                assertThat(call.status()).isEqualTo(200);
                assertThat(call.body()).startsWith(RIGHT).endsWith("<");
              }),
          row(
              Fault.truncatedBody(),
              "{'type':'truncated-body'}",
              call -> assertThat(call.failed()).hasMessageContaining("fixed content-length")),
          row(
              Fault.oversizedBody(3_000_000),
              "{'type':'oversized-body','bytes':3000000}",
              call -> {
                assertThat(call.body()).hasSize(3_000_000);
                assertThat(call.body().strip()).startsWith(RIGHT);
              }),
          row(
              Fault.drippingBody(5, Duration.ofMillis(300)),
              "{'type':'dripping-body','parts':5,'over':'PT0.3S'}",
              call -> {
                assertThat(call.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
                assertThat(call.header("Transfer-Encoding")).isEqualTo("chunked");
                assertThat(call.body()).startsWith(RIGHT).endsWith("}");
              }),
          row(
              Fault.wrongContentType(),
              "{'type':'wrong-content-type'}",
              call -> {
                assertThat(call.answered().headers().allValues("Content-Type"))
                    .containsExactly("text/html;charset=utf-8");
                assertThat(call.body()).startsWith(RIGHT);
              }),
          flawed(
              Flaw.EXPIRED,
              claims -> {
                Instant expired = claims.getExpirationTime().toInstant();
                assertThat(expired).isBetween(now().minusSeconds(3660), now().minusSeconds(3540));
                assertThat(claims.getIssueTime().toInstant()).isEqualTo(expired.minusSeconds(600));
              }),
          flawed(
              Flaw.NOT_YET_VALID,
              claims -> {
                Instant start = claims.getNotBeforeTime().toInstant();
                assertThat(start).isBetween(now().plusSeconds(3540), now().plusSeconds(3660));
                assertThat(claims.getIssueTime().toInstant()).isEqualTo(start);
                assertThat(claims.getExpirationTime().toInstant())
                    .isEqualTo(start.plusSeconds(600));
              }),
          flawed(
              Flaw.WRONG_ISSUER,
              claims -> assertThat(claims.getIssuer()).isEqualTo("https://somebody-else.invalid")),
          flawed(
              Flaw.WRONG_AUDIENCE,
              claims ->
                  assertThat(claims.getAudience())
                      .containsExactly("https://somebody-else.invalid")),
          row(
              TokenFault.unknownKid(),
              "{'type':'unknown-kid'}",
              call -> {
                for (String token : tokens(call)) {
                  assertThat(header(token)).containsKey("kid").containsEntry("alg", "ES256");
                  assertThat(String.valueOf(header(token).get("kid"))).startsWith("unknown-");
                  assertThat(TokenServer.verifies(token)).isFalse();
                }
              }),
          row(
              TokenFault.algNone(),
              "{'type':'alg-none'}",
              call -> {
                for (String token : tokens(call)) {
                  assertThat(plain(token).getHeader().getType()).isNotNull();
                  assertThat(token).endsWith(".");
                }
              }),
          row(
              TokenFault.brokenSignature().in(Tokens.ACCESS_TOKEN),
              "{'type':'broken-signature','in':'access_token'}",
              call -> {
                List<String> tokens = tokens(call);
                assertThat(TokenServer.verifies(tokens.get(0))).isFalse();
                assertThat(claims(tokens.get(0)).getIssuer()).isEqualTo(TokenServer.ISSUER);
                assertThat(TokenServer.verifies(tokens.get(1))).isTrue();
                assertThat(claims(tokens.get(1)).getClaim("at_hash"))
                    .isEqualTo(TokenServer.hash(tokens.get(0)));
              }),
          row(
              TokenFault.expiresIn(Lifetime.MISSING),
              "{'type':'expires-in-missing'}",
              call -> assertThat(members(call)).doesNotContainKey("expires_in")),
          row(
              TokenFault.expiresIn(Lifetime.NEGATIVE),
              "{'type':'expires-in-negative'}",
              call -> assertThat(call.body()).contains("\"expires_in\":-1,")),
          row(
              TokenFault.expiresIn(Lifetime.OVERFLOWING),
              "{'type':'expires-in-overflowing'}",
              call -> assertThat(call.body()).contains("\"expires_in\":9223372036854775808,")),
          row(
              TokenFault.expiresIn(Lifetime.TEXT),
              "{'type':'expires-in-text'}",
              call -> assertThat(call.body()).contains("\"expires_in\":\"600\",")),
          row(
              TokenFault.lowerCaseTokenType(),
              "{'type':'lower-case-token-type'}",
              call -> assertThat(members(call)).containsEntry("token_type", "bearer")),
          row(
              TokenFault.unknownTokenType(),
              "{'type':'unknown-token-type'}",
              call -> assertThat(members(call)).containsEntry("token_type", "unknown")),
          row(
              TokenFault.noRefreshToken(),
              "{'type':'no-refresh-token'}",
              call ->
                  assertThat(members(call))
                      .containsOnlyKeys("access_token", "token_type", "expires_in", "id_token")),
          row(
              TokenFault.refreshTokenRefused(),
              "{'type':'refresh-token-refused'}",
              call -> {
                assertThat(call.status()).isEqualTo(400);
                assertThat(members(call)).containsEntry("error", "invalid_grant");
              }));

  private static Row row(Fault fault, String json, Consumer<Call> seen) {
    return new Row("token", fault, json(json), seen);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** Both tokens have the flaw, are signed as they should be, and belong together. */
  private static Row flawed(Flaw flaw, Consumer<JWTClaimsSet> seen) {
    return row(
        TokenFault.flawed(flaw),
        "{'type':'" + flaw.type() + "'}",
        call -> {
          List<String> tokens = tokens(call);
          for (String token : tokens) {
            assertThat(TokenServer.verifies(token)).isTrue();
            seen.accept(claims(token));
          }
          assertThat(header(tokens.get(0))).containsEntry("typ", "at+jwt");
          assertThat(claims(tokens.get(1)).getClaim("at_hash"))
              .isEqualTo(TokenServer.hash(tokens.get(0)));
          assertThat(members(call)).containsEntry("expires_in", 600L);
        });
  }

  private static Instant now() {
    return Instant.now();
  }

  private static Map<String, Object> members(Call call) {
    try {
      return JSONObjectUtils.parse(call.body());
    } catch (ParseException e) {
      throw new AssertionError(call.body(), e);
    }
  }

  private static List<String> tokens(Call call) {
    Map<String, Object> members = members(call);
    return List.of((String) members.get("access_token"), (String) members.get("id_token"));
  }

  private static JWTClaimsSet claims(String token) {
    try {
      return JWTParser.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> header(String token) {
    try {
      return JWTParser.parse(token).getHeader().toJSONObject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static PlainObject plain(String token) {
    try {
      return PlainObject.parse(token);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> rows() {
    return ROWS.stream().map(row -> Arguments.of(Named.of(row.fault().type(), row)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void reachesAClientWhenAskedForInCode(Row row) {
    try (Gatehouse gatehouse = start()) {
      FaultRule rule = gatehouse.faults().on(row.target()).once(row.fault());

      seesItOnce(gatehouse, row, rule.id());

      assertThat(rule.fired()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void reachesAClientWhenAskedForOverTheAdminApi(Row row) throws ParseException {
    try (Gatehouse gatehouse = start()) {
      Call asked =
          Call.json(
              gatehouse.baseUri().resolve("/__gatehouse/faults"),
              "POST",
              "{\"on\":{\"endpoint\":\"" + row.name() + "\"},\"fault\":" + row.json() + "}");

      assertThat(asked.status()).isEqualTo(201);
      assertThat(gatehouse.faults().rules())
          .singleElement()
          .extracting(FaultRule::fault)
          .isEqualTo(row.fault());
      seesItOnce(gatehouse, row, (String) JSONObjectUtils.parse(asked.body()).get("id"));
    }
  }

  private static Gatehouse start() {
    Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
    gatehouse.register(new TokenServer());
    return gatehouse;
  }

  private static void seesItOnce(Gatehouse gatehouse, Row row, String id) {
    URI uri = gatehouse.baseUri().resolve("/tokens/" + row.endpoint());
    String form = "grant_type=refresh_token&refresh_token=refresh-1";

    row.seen().accept(Call.post(uri, form));

    List<JournalEntry> seen =
        gatehouse.journal().entries(entry -> entry.path().equals(uri.getPath()));
    assertThat(seen).hasSize(1);
    JournalEntry entry = seen.get(0);
    assertThat(entry.fault()).isEqualTo(new FiredFault(id, row.fault().type()));
    assertThat(entry.handledBy()).isEqualTo("tokens");
    assertThat(entry.explanation())
        .contains("fault " + id + " (" + row.fault().type() + ") on endpoint " + row.name())
        .endsWith("was asked for and fired");
    Call right = Call.post(uri, form);
    assertThat(right.header("Location") + right.body())
        .containsPattern("code=c0de|\"refresh_token\"")
        .doesNotContain("error");
    assertThat(gatehouse.journal().last(any -> true).get().fault()).isNull();
    assertThat(gatehouse.faults().rules()).isEmpty();
  }

  @Test
  void noFaultIsLeftOut() {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> type : Fault.class.getPermittedSubclasses()) {
      all.addAll(type.isSealed() ? List.of(type.getPermittedSubclasses()) : List.of(type));
    }
    assertThat(ROWS.stream().<Class<?>>map(row -> row.fault().getClass()).distinct())
        .hasSameElementsAs(all);
    assertThat(ROWS.stream().map(row -> row.fault().type()))
        .doesNotHaveDuplicates()
        .containsAll(Arrays.stream(Flaw.values()).map(Flaw::type).toList())
        .containsAll(
            Arrays.stream(Lifetime.values()).map(l -> TokenFault.expiresIn(l).type()).toList());
  }

  @Test
  void keepsTheTypeOfAToken() {
    try (Gatehouse gatehouse = start()) {
      gatehouse.faults().on(Target.endpoint("token")).once(TokenFault.expired());
      Call call = Call.post(gatehouse.baseUri().resolve("/tokens/token"), "");

      assertThat(header(tokens(call).get(0)).get("typ"))
          .isEqualTo(new JOSEObjectType("at+jwt").toString());
    }
  }
}
