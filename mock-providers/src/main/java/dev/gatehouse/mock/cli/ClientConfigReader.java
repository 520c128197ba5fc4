package dev.gatehouse.mock.cli;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.oauth2.Leniency;
import dev.gatehouse.mock.oauth2.Lifetimes;
import dev.gatehouse.mock.oauth2.Pkce;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenBinding;
import java.util.ArrayList;
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
  private static final Map<String, TokenBinding> BINDINGS = words(TokenBinding.values());
  private static final Map<String, CertificateSubject.Kind> SUBJECT_KINDS =
      words(CertificateSubject.Kind.values());

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
        "assertionAlgorithm",
        "certificateSubject",
        "tokenBindings",
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
      proofs(fields, client);
      return client
          .lenient(choices(fields, "leniencies", LENIENCIES).toArray(Leniency[]::new))
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

  private static void proofs(Fields fields, RegisteredClient.Builder client) {
    String algorithm = fields.optionalText("assertionAlgorithm");
    if (algorithm != null) {
      client.assertionAlgorithm(algorithm);
    }
    Fields subject = fields.optionalObject("certificateSubject");
    if (subject != null) {
      client.certificateSubject(certificateSubject(subject));
    }
    client.tokenBindings(choices(fields, "tokenBindings", BINDINGS).toArray(TokenBinding[]::new));
  }

  private static CertificateSubject certificateSubject(Fields fields) {
    fields.only("kind", "value");
    CertificateSubject.Kind kind =
        fields.choice("kind", fields.text("kind", "subject-dn"), SUBJECT_KINDS);
    try {
      return new CertificateSubject(kind, fields.text("value"));
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, "value", e);
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

  private static <E> List<E> choices(Fields fields, String name, Map<String, E> known) {
    List<E> chosen = new ArrayList<>();
    for (String word : fields.texts(name)) {
      chosen.add(fields.choice(name + "[" + chosen.size() + "]", word, known));
    }
    return chosen;
  }
}
