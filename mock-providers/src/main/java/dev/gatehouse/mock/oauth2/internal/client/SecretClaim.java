package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Optional;

/** An id with the client's secret as its proof, compared in constant time. */
record SecretClaim(String clientId, Secret secret) implements ClientAuthentication.Claim {
  @Override
  public Optional<String> refute(RegisteredClient client) {
    String right = client.secret().map(Secret::reveal).orElse("");
    if (right.isEmpty()) {
      return Optional.of("client " + client.id() + " has no secret");
    }
    if (ConstantTime.equal(right, secret.reveal())) {
      return Optional.empty();
    }
    String hint = NearMiss.explain(right, secret.reveal()).map(words -> ": " + words).orElse("");
    return Optional.of("the secret of client " + client.id() + " is wrong" + hint);
  }
}
