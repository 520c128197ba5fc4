package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import dev.gatehouse.mock.oauth2.Leniency;
import dev.gatehouse.mock.oauth2.Lifetimes;
import dev.gatehouse.mock.oauth2.Pkce;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.time.DateTimeException;
import java.time.Duration;
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
        "secret",
        "authenticationMethod",
        "grantTypes",
        "scopes",
        "audience",
        "redirectUris",
        "postLogoutRedirectUris",
        "pkce",
        "consentRequired",
        "lifetimes",
        "accessTokenFormat",
        "accessTokenAlgorithm",
        "idTokenAlgorithm",
        "accessTokenClaims",
        "leniencies");
    try {
      RegisteredClient.Builder client = identified(fields);
      lists(fields, client);
      tokens(fields, client);
      return client
          .pkce(fields.choice("pkce", fields.text("pkce", "required"), PKCE))
          .consentRequired(fields.flag("consentRequired", true))
          .lenient(leniencies(fields))
          .build();
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
    return method == null ? client : client.authenticationMethod(method);
  }

  private static void lists(Fields fields, RegisteredClient.Builder client) {
    client
        .grantTypes(texts(fields, "grantTypes"))
        .scopes(texts(fields, "scopes"))
        .audience(texts(fields, "audience"))
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
    fields.only("code", "accessToken", "idToken", "refreshToken");
    Lifetimes preset = Lifetimes.DEFAULT;
    return new Lifetimes(
        duration(fields, "code", preset.code()),
        duration(fields, "accessToken", preset.accessToken()),
        duration(fields, "idToken", preset.idToken()),
        duration(fields, "refreshToken", preset.refreshToken()));
  }

  private static Duration duration(Fields fields, String name, Duration preset) {
    try {
      return Duration.parse(fields.text(name, preset.toString()));
    } catch (DateTimeException e) {
      throw fields.invalid(name, "has to be an ISO-8601 duration, such as PT5M or P30D");
    }
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
