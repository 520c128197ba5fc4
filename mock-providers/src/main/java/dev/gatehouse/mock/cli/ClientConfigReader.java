package dev.gatehouse.mock.cli;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import dev.gatehouse.mock.oauth2.Leniency;
import dev.gatehouse.mock.oauth2.Lifetimes;
import dev.gatehouse.mock.oauth2.Pkce;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one client of an issuer, by the names of {@link RegisteredClient.Builder}. */
final class ClientConfigReader {
  private static final Map<String, Pkce> PKCE = words(Pkce.values());
  private static final Map<String, AccessTokenFormat> FORMATS = words(AccessTokenFormat.values());
  private static final Map<String, Leniency> LENIENCIES = words(Leniency.values());

  private ClientConfigReader() {}

  /** Constants by their names as files write them: {@code any-redirect-uri}. */
  private static <E extends Enum<E>> Map<String, E> words(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return words;
  }

  static RegisteredClient read(Fields fields) {
    fields.only(
        "id",
        "name",
        "secret",
        "jwks",
        "authenticationMethod",
        "grantTypes",
        "scopes",
        "audience",
        "resourceServerFor",
        "redirectUris",
        "postLogoutRedirectUris",
        "pkce",
        "consentRequired",
        "requirePushedRequests",
        "requireSignedRequests",
        "requestObjectAlgorithm",
        "lifetimes",
        "accessTokenFormat",
        "accessTokenAlgorithm",
        "idTokenAlgorithm",
        "accessTokenClaims",
        "leniencies");
    try {
      RegisteredClient.Builder client = identified(fields);
      lists(fields, client);
      requests(fields, client);
      tokens(fields, client);
      return client.lenient(leniencies(fields)).build();
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, e);
    }
  }

  private static RegisteredClient.Builder identified(Fields fields) {
    String id = fields.text("id");
    String secret = fields.optionalText("secret");
    RegisteredClient.Builder client =
        secret == null
            ? RegisteredClient.publicClient(id)
            : RegisteredClient.confidential(id, Secret.of(secret));
    String method = fields.optionalText("authenticationMethod");
    if (method != null) {
      client.authenticationMethod(method);
    }
    if (fields.has("jwks")) {
      client.jwks(JSONObjectUtils.toJSONString(fields.freeForm("jwks")));
    }
    return client.name(fields.text("name", id));
  }

  private static void requests(Fields fields, RegisteredClient.Builder client) {
    client
        .pkce(fields.choice("pkce", fields.text("pkce", "required"), PKCE))
        .consentRequired(fields.flag("consentRequired", true))
        .requirePushedRequests(fields.flag("requirePushedRequests", false))
        .requireSignedRequests(fields.flag("requireSignedRequests", false));
    String algorithm = fields.optionalText("requestObjectAlgorithm");
    if (algorithm != null) {
      client.requestObjectAlgorithm(algorithm);
    }
  }

  private static void lists(Fields fields, RegisteredClient.Builder client) {
    client
        .grantTypes(texts(fields, "grantTypes"))
        .scopes(texts(fields, "scopes"))
        .audience(texts(fields, "audience"))
        .resourceServerFor(texts(fields, "resourceServerFor"))
        .redirectUris(texts(fields, "redirectUris"))
        .postLogoutRedirectUris(texts(fields, "postLogoutRedirectUris"));
  }

  private static String[] texts(Fields fields, String name) {
    return fields.texts(name).toArray(String[]::new);
  }

  private static void tokens(Fields fields, RegisteredClient.Builder client) {
    client
        .lifetimes(lifetimes(fields.optionalObject("lifetimes")))
        .accessTokenFormat(
            fields.choice("accessTokenFormat", fields.text("accessTokenFormat", "jwt"), FORMATS))
        .accessTokenAlgorithm(fields.text("accessTokenAlgorithm", "RS256"))
        .idTokenAlgorithm(fields.text("idTokenAlgorithm", "RS256"))
        .accessTokenClaims(fields.freeForm("accessTokenClaims"));
  }

  private static Lifetimes lifetimes(@Nullable Fields fields) {
    if (fields == null) {
      return Lifetimes.DEFAULT;
    }
    fields.only("code", "accessToken", "idToken", "refreshToken", "deviceCode");
    Lifetimes preset = Lifetimes.DEFAULT;
    return new Lifetimes(
        Durations.read(fields, "code", preset.code()),
        Durations.read(fields, "accessToken", preset.accessToken()),
        Durations.read(fields, "idToken", preset.idToken()),
        Durations.read(fields, "refreshToken", preset.refreshToken()),
        Durations.read(fields, "deviceCode", preset.deviceCode()));
  }

  private static Leniency[] leniencies(Fields fields) {
    List<String> ids = fields.texts("leniencies");
    Leniency[] leniencies = new Leniency[ids.size()];
    for (int i = 0; i < ids.size(); i++) {
      leniencies[i] = fields.choice("leniencies[" + i + "]", ids.get(i), LENIENCIES);
    }
    return leniencies;
  }
}
