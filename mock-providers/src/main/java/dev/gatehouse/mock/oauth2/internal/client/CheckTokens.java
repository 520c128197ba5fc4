package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.jose.internal.key.SecretSigner;
import dev.gatehouse.mock.jose.internal.key.SigningAlgorithm;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Optional;

/** A client is registered with what its tokens need, or could never get one. */
public final class CheckTokens {
  private CheckTokens() {}

  /** What is missing or of no use, as {@code name: words}; empty when all is there. */
  public static Optional<String> problem(RegisteredClient client) {
    return unknown("accessTokenAlgorithm", client.accessTokenAlgorithm(), "")
        .or(() -> idTokenAlgorithm(client))
        .or(() -> audience(client));
  }

  private static Optional<String> idTokenAlgorithm(RegisteredClient client) {
    if (!client.idTokenAlgorithm().equals(SecretSigner.ALGORITHM)) {
      return unknown("idTokenAlgorithm", client.idTokenAlgorithm(), ", HS256");
    }
    boolean signs =
        !client.isPublic() && client.secret().filter(SecretSigner::canSignWith).isPresent();
    return signs
        ? Optional.empty()
        : Optional.of(
            "idTokenAlgorithm: HS256 signs by the secret of a confidential client, which has to"
                + " have "
                + SecretSigner.LEAST
                + " bytes or more (RFC 7518, section 3.2)");
  }

  private static Optional<String> unknown(String setting, String algorithm, String more) {
    return SigningAlgorithm.of(algorithm).isPresent()
        ? Optional.empty()
        : Optional.of(
            setting
                + ": there is no "
                + algorithm
                + "; there are: "
                + String.join(", ", SigningAlgorithm.ids())
                + more);
  }

  /** An API that only asks about tokens gets none itself. */
  private static Optional<String> audience(RegisteredClient client) {
    boolean onlyAnApi = client.grantTypes().isEmpty() && !client.protectedResources().isEmpty();
    return client.audience().isEmpty() && !onlyAnApi
        ? Optional.of("audience: name the API its access tokens are for")
        : Optional.empty();
  }
}
