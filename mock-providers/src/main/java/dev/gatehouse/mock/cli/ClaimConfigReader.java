package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.AccessTokenCustomizer;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads which claims access tokens get, by user and by what is asked. */
final class ClaimConfigReader {
  private ClaimConfigReader() {}

  /** The claims of tokens that stand for a user. */
  static Consumer<OAuth2Provider.Builder> ofUser(User user, Fields fields) {
    AccessTokenCustomizer claims = claims(fields, "accessTokenClaims");
    return rule(new ClaimRule(null, user.subject(), null, Map.of(), claims));
  }

  /** One rule, with its conditions in {@code when}. */
  static Consumer<OAuth2Provider.Builder> ofRule(
      Fields fields, Map<String, User> users, Set<String> clients) {
    fields.only("when", "claims");
    Fields when = fields.object("when").only("client", "user", "scope", "parameters");
    String client = when.optionalText("client");
    if (client != null && !clients.contains(client)) {
      throw when.invalid(
          "client", "there is no such client; there are: " + String.join(", ", clients));
    }
    String username = when.optionalText("user");
    User user = username == null ? null : users.get(username);
    if (username != null && user == null) {
      throw when.invalid(
          "user", "there is no such user; there are: " + String.join(", ", users.keySet()));
    }
    return rule(
        new ClaimRule(
            client,
            user == null ? null : user.subject(),
            when.optionalText("scope"),
            parameters(when.optionalObject("parameters"), when),
            claims(fields, "claims")));
  }

  private static Consumer<OAuth2Provider.Builder> rule(ClaimRule rule) {
    return builder -> builder.accessTokenClaims(rule);
  }

  private static Map<String, String> parameters(@Nullable Fields parameters, Fields when) {
    if (parameters == null) {
      return Map.of();
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String name : when.freeForm("parameters").keySet()) {
      wanted.put(name, parameters.text(name));
    }
    return wanted;
  }

  private static AccessTokenCustomizer claims(Fields fields, String name) {
    try {
      return AccessTokenCustomizer.always(fields.freeForm(name));
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, name, e);
    }
  }
}
