package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Issuing.ISSUER;
import static dev.gatehouse.mock.oauth2.Issuing.SECRET;
import static dev.gatehouse.mock.oauth2.Issuing.accessToken;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A valid token request in which one thing is changed gets no token that it should not. */
class TokenRequestMutationTest {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String IDP = "https://idp.example";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final ECKey KEY = key();

  /** What a request may do without and still be right. */
  private static final Set<String> OPTIONAL = Set.of("scope");

  private final Issuing issuing =
      new Issuing(
          builder ->
              builder
                  .passwordGrant()
                  .trust(TrustedIssuer.of(IDP, new JWKSet(KEY).toString(true)))
                  .user(User.of("ada", Secret.of("lovelace-1843")))
                  .automaticLogin("ada")
                  .client(everything("app"))
                  .client(everything("other")));

  private static RegisteredClient everything(String id) {
    return RegisteredClient.confidential(id, Secret.of(SECRET + id))
        .authenticationMethod("client_secret_post")
        .grantTypes(
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "password",
            EXCHANGE,
            BEARER)
        .scopes("read", "write")
        .audience("https://" + id + ".example")
        .redirectUris("https://" + id + ".example/back")
        .consentRequired(false)
        .build();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private enum Grant {
    CODE,
    REFRESH,
    CREDENTIALS,
    PASSWORD,
    EXCHANGE,
    BEARER
  }

  /** A request that gets a token, once. */
  private Map<String, String> valid(Grant grant, String client) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", client);
    form.put("client_secret", SECRET + client);
    form.put("scope", "read");
    switch (grant) {
      case CODE -> {
        form.remove("scope");
        form.put("grant_type", "authorization_code");
        form.put("code", code(client));
        form.put("redirect_uri", "https://" + client + ".example/back");
        form.put("code_verifier", VERIFIER);
      }
      case REFRESH -> {
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken(client));
      }
      case CREDENTIALS -> form.put("grant_type", "client_credentials");
      case PASSWORD -> {
        form.put("grant_type", "password");
        form.put("username", "ada");
        form.put("password", "lovelace-1843");
      }
      case EXCHANGE -> {
        form.put("grant_type", EXCHANGE);
        form.put("subject_token", accessToken(send(valid(Grant.PASSWORD, client))));
        form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
      }
      case BEARER -> {
        form.put("grant_type", BEARER);
        form.put("assertion", assertion());
      }
    }
    return form;
  }

  private String code(String client) {
    String query =
        "response_type=code&client_id="
            + client
            + "&scope=read&redirect_uri="
            + encode("https://" + client + ".example/back")
            + "&code_challenge_method=S256&code_challenge="
            + CHALLENGE;
    Reply reply =
        issuing
            .provider
            .endpoint(ISSUER.getPath() + "/authorize")
            .orElseThrow()
            .answer(new ServerRequest("GET", "http", "x", "/", query, List.of(), new byte[0]));
    return Fixture.header(reply, "Location").replaceAll(".*[?&]code=([^&]*).*", "$1");
  }

  private String refreshToken(String client) {
    return String.valueOf(Fixture.json(send(valid(Grant.PASSWORD, client))).get("refresh_token"));
  }

  private String assertion() {
    long now = issuing.clock.instant().getEpochSecond();
    JWSObject jws =
        new JWSObject(
            new JWSHeader(JWSAlgorithm.ES256),
            new Payload(
                Map.of(
                    "iss",
                    IDP,
                    "sub",
                    "ada",
                    "aud",
                    ISSUER.toString(),
                    "exp",
                    now + 300,
                    "jti",
                    UUID.randomUUID().toString())));
    try {
      jws.sign(new ECDSASigner(KEY));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jws.serialize();
  }

  private Reply send(Map<String, String> form) {
    List<String> pairs = new ArrayList<>();
    form.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return issuing.post(String.join("&", pairs));
  }

  private static String pick(Map<String, String> form, int index) {
    List<String> names = new ArrayList<>(form.keySet());
    return names.get(index % names.size());
  }

  private static void getsNothing(Reply reply) {
    assertThat(reply.response().status()).as(reply.explanation()).isIn(400, 401);
    assertThat(Fixture.json(reply)).doesNotContainKeys("access_token", "refresh_token", "id_token");
  }

  @Property(tries = 60)
  void asItIsItGetsAToken(@ForAll Grant grant) {
    assertThat(accessToken(send(valid(grant, "app")))).isNotEmpty();
  }

  @Property(tries = 200)
  void withAParameterDropped(@ForAll Grant grant, @ForAll @IntRange(max = 100) int index) {
    Map<String, String> form = valid(grant, "app");
    String dropped = pick(form, index);
    form.remove(dropped);
    if (OPTIONAL.contains(dropped)) {
      accessToken(send(form));
    } else {
      getsNothing(send(form));
    }
  }

  @Property(tries = 200)
  void withAParameterDoubled(@ForAll Grant grant, @ForAll @IntRange(max = 100) int index) {
    Map<String, String> form = valid(grant, "app");
    String doubled = pick(form, index);
    List<String> pairs = new ArrayList<>();
    form.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    pairs.add(encode(doubled) + "=" + encode(form.get(doubled)));
    getsNothing(issuing.post(String.join("&", pairs)));
  }

  @Property(tries = 600)
  void withABitTurned(
      @ForAll Grant grant,
      @ForAll @IntRange(max = 100) int index,
      @ForAll @IntRange(max = 5000) int position,
      @ForAll @IntRange(max = 6) int bit) {
    Map<String, String> form = valid(grant, "app");
    String name = pick(form, index);
    char[] turned = form.get(name).toCharArray();
    turned[position % turned.length] ^= (char) (1 << bit);
    form.put(name, new String(turned));
    getsNothing(send(form));
  }

  @Property(tries = 300)
  void withAParameterOfAnotherClient(@ForAll Grant grant, @ForAll @IntRange(max = 100) int index) {
    Map<String, String> form = valid(grant, "app");
    Map<String, String> other = valid(grant, "other");
    String name = pick(form, index);
    boolean same = form.get(name).equals(other.get(name));
    form.put(name, other.get(name));
    if (same || name.equals("assertion")) {
      accessToken(send(form)); // an assertion is for whoever shows it
    } else {
      getsNothing(send(form));
    }
  }

  @Property(tries = 200)
  void withAParameterOfAnotherGrant(@ForAll Grant grant, @ForAll Grant from) {
    Map<String, String> form = valid(grant, "app");
    Map<String, String> other = valid(from, "app");
    form.put("grant_type", other.get("grant_type"));
    if (grant == from || other.get("grant_type").equals("client_credentials")) {
      accessToken(send(form)); // what belongs to another grant does not count
    } else {
      getsNothing(send(form));
    }
  }

  @Property(tries = 120)
  void aSecondTime(@ForAll Grant grant) {
    Map<String, String> form = valid(grant, "app");
    accessToken(send(form));
    boolean once = grant == Grant.CODE || grant == Grant.REFRESH || grant == Grant.BEARER;
    if (once) {
      getsNothing(send(form));
    } else {
      accessToken(send(form));
    }
  }
}
