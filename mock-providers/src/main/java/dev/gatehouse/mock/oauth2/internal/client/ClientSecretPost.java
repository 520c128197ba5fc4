package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.util.Optional;

/** Id and secret as parameters of the body (RFC 6749, section 2.3.1). */
public final class ClientSecretPost implements ClientAuthentication {
  static final String METHOD = "client_secret_post";

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "its secret in the body";
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) throws OAuth2Refusal {
    Optional<String> secret = parameters.get("client_secret");
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    String id = parameters.get("client_id").orElse("");
    return Optional.of(new SecretClaim(id, Secret.of(secret.get())));
  }
}
