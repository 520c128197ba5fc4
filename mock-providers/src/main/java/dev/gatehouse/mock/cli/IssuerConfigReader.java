package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.User;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code oauth2}: issuers with their clients and users. */
final class IssuerConfigReader {
  private IssuerConfigReader() {}

  static List<IssuerConfig> read(@Nullable Fields oauth2) {
    if (oauth2 == null) {
      return List.of();
    }
    oauth2.only("issuers");
    List<IssuerConfig> issuers = new ArrayList<>();
    for (Fields fields : oauth2.objects("issuers")) {
      issuers.add(issuer(fields, issuers));
    }
    return issuers;
  }

  private static IssuerConfig issuer(Fields fields, List<IssuerConfig> before) {
    fields.only(
        "path",
        "signingAlgorithms",
        "grants",
        "automaticLogin",
        "listUsers",
        "acrValues",
        "devicePollingInterval",
        "requirePushedRequests",
        "allowedOrigins",
        "dynamicRegistration",
        "dpopNonces",
        "trustedIssuers",
        "clients",
        "users",
        "accessTokenClaims");
    String path = PlainPath.read(fields);
    for (IssuerConfig other : before) {
      if ((path + "/").startsWith(other.path() + "/")) {
        throw fields.invalid("path", "is taken, by the issuer " + other.path() + " above");
      }
    }
    if ((path + "/").startsWith("/oauth2/default/")) {
      throw fields.invalid("path", "is taken, by the line-up's own issuer; choose another");
    }
    return new IssuerConfig(path, setup(fields));
  }

  private static Consumer<OAuth2Provider.Builder> setup(Fields fields) {
    Map<String, User> users = new LinkedHashMap<>();
    Consumer<OAuth2Provider.Builder> withUsers = IssuerSettings.read(fields);
    for (Fields each : fields.objects("users")) {
      User user = UserConfigReader.read(each);
      if (users.putIfAbsent(user.username(), user) != null) {
        throw each.invalid("username", "is given twice; the first user of this name is above");
      }
      withUsers =
          withUsers
              .andThen(builder -> builder.user(user))
              .andThen(ClaimConfigReader.ofUser(user, each));
    }
    tryOut(fields, withUsers);
    Map<String, RegisteredClient> clients = new LinkedHashMap<>();
    Consumer<OAuth2Provider.Builder> whole = withUsers;
    for (Fields each : fields.objects("clients")) {
      RegisteredClient client = ClientConfigReader.read(each);
      if (clients.putIfAbsent(client.id(), client) != null) {
        throw each.invalid("id", "is given twice; the first client of this id is above");
      }
      tryOut(each, withUsers.andThen(builder -> builder.client(client)));
      whole = whole.andThen(builder -> builder.client(client));
    }
    for (Fields each : fields.objects("accessTokenClaims")) {
      whole = whole.andThen(ClaimConfigReader.ofRule(each, users, clients.keySet()));
    }
    return whole;
  }

  /** What an issuer cannot be set up with is said now, at its place in the file. */
  private static void tryOut(Fields fields, Consumer<OAuth2Provider.Builder> setup) {
    OAuth2Provider.Builder trial =
        OAuth2Provider.builder(URI.create("http://127.0.0.1/trial"), InstantSource.system());
    try {
      setup.accept(trial);
      trial.build();
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, e);
    }
  }
}
