package dev.gatehouse.mock.cli;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.DynamicRegistration;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.TrustedIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what an issuer is like, but for its clients and users. */
final class IssuerSettings {
  /** Grants that are off unless they are named. */
  private static final Map<String, Consumer<OAuth2Provider.Builder>> GRANTS =
      Map.of("password", OAuth2Provider.Builder::passwordGrant);

  private IssuerSettings() {}

  static Consumer<OAuth2Provider.Builder> read(Fields fields) {
    Consumer<OAuth2Provider.Builder> setup = grants(fields).andThen(trusted(fields));
    String[] algorithms = texts(fields, "signingAlgorithms");
    String[] origins = texts(fields, "allowedOrigins");
    String[] acrValues = texts(fields, "acrValues");
    boolean pushed = fields.flag("requirePushedRequests", false);
    boolean listUsers = fields.flag("listUsers", false);
    @Nullable String automatic = fields.optionalText("automaticLogin");
    Duration polling = Durations.read(fields, "devicePollingInterval", Duration.ofSeconds(5));
    @Nullable DynamicRegistration registration =
        registration(fields.optionalObject("dynamicRegistration"));
    @Nullable Duration nonces =
        fields.has("dpopNonces") ? Durations.read(fields, "dpopNonces", Duration.ZERO) : null;
    return setup.andThen(
        builder -> {
          builder
              .signingAlgorithms(algorithms)
              .allowedOrigins(origins)
              .requirePushedRequests(pushed)
              .devicePollingInterval(polling);
          if (acrValues.length > 0) {
            builder.acrValues(acrValues);
          }
          if (listUsers) {
            builder.listUsers();
          }
          if (automatic != null) {
            builder.automaticLogin(automatic);
          }
          if (nonces != null) {
            builder.dpopNonces(nonces);
          }
          if (registration != null) {
            builder.dynamicRegistration(registration);
          }
        });
  }

  private static Consumer<OAuth2Provider.Builder> grants(Fields fields) {
    Consumer<OAuth2Provider.Builder> setup = builder -> {};
    List<String> grants = fields.texts("grants");
    for (int i = 0; i < grants.size(); i++) {
      setup = setup.andThen(fields.choice("grants[" + i + "]", grants.get(i), GRANTS));
    }
    return setup;
  }

  private static Consumer<OAuth2Provider.Builder> trusted(Fields fields) {
    Consumer<OAuth2Provider.Builder> setup = builder -> {};
    for (Fields each : fields.objects("trustedIssuers")) {
      each.only("issuer", "jwks", "anySubject");
      each.object("jwks");
      try {
        TrustedIssuer issuer =
            TrustedIssuer.of(
                each.text("issuer"), JSONObjectUtils.toJSONString(each.freeForm("jwks")));
        TrustedIssuer trusted = each.flag("anySubject", false) ? issuer.withAnySubject() : issuer;
        setup = setup.andThen(builder -> builder.trust(trusted));
      } catch (IllegalArgumentException e) {
        throw Refused.by(each, e);
      }
    }
    return setup;
  }

  private static @Nullable DynamicRegistration registration(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    fields.only("initialAccessToken", "audience", "scopes", "insecureRedirects", "most");
    String token = fields.optionalText("initialAccessToken");
    try {
      String[] audience = texts(fields, "audience");
      DynamicRegistration registration =
          token == null
              ? DynamicRegistration.open(audience)
              : DynamicRegistration.withToken(Secret.of(token), audience);
      registration = registration.withMost(fields.number("most", registration.most()));
      if (fields.has("scopes")) {
        registration = registration.withScopes(texts(fields, "scopes"));
      }
      return fields.flag("insecureRedirects", false)
          ? registration.withInsecureRedirects()
          : registration;
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, e);
    }
  }

  private static String[] texts(Fields fields, String name) {
    return fields.texts(name).toArray(String[]::new);
  }
}
