package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenBinding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What an authorization server has for its clients, in the order metadata lists it.
 *
 * @param grants by the values of {@code grant_type}
 * @param authenticationMethods by their registered names
 */
public record Supported(
    Map<String, Grant> grants, Map<String, ClientAuthentication> authenticationMethods) {

  /** Of those of one type or name, the later one in the place of the first. */
  public static Supported of(List<Grant> grants, List<ClientAuthentication> methods) {
    return new Supported(
        byName(grants, Grant::type), byName(methods, ClientAuthentication::method));
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    Map<String, T> named = new LinkedHashMap<>();
    all.forEach(each -> named.put(name.apply(each), each));
    return Collections.unmodifiableMap(named);
  }

  /**
   * A client that asks for what there is not could never get a token.
   *
   * @throws IllegalArgumentException naming the client, and what there is
   */
  public void requireFor(RegisteredClient client) {
    require(
        client,
        "authenticationMethod",
        client.authenticationMethod(),
        authenticationMethods.keySet());
    client.grantTypes().forEach(type -> require(client, "grantTypes", type, grants.keySet()));
  }

  private static void require(
      RegisteredClient client, String setting, String word, Set<String> known) {
    if (!known.contains(word)) {
      throw new IllegalArgumentException(
          "client "
              + client.id()
              + ": "
              + setting
              + ": there is no "
              + word
              + "; there are: "
              + String.join(", ", known));
    }
  }

  /** Whether a client proves itself by a certificate, or has its tokens bound to one. */
  public boolean wantsCertificate(RegisteredClient client) {
    return client.tokenBindings().contains(TokenBinding.CERTIFICATE)
        || Objects.requireNonNull(authenticationMethods.get(client.authenticationMethod()))
            .wantsClientCertificate();
  }
}
