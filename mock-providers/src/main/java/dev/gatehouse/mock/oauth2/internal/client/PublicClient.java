package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Optional;
import java.util.Set;

/**
 * A client without a secret only says its id (RFC 6749, section 3.2.1; {@code none} of RFC 7591,
 * section 2). Whoever shows a proof as well is not one.
 */
public final class PublicClient implements ClientAuthentication {
  public static final String METHOD = "none";

  /** What the other methods show in a body. */
  private static final Set<String> PROOFS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "its client_id and no proof";
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) {
    boolean proves =
        !request.headers("Authorization").isEmpty()
            || PROOFS.stream().anyMatch(parameters.names()::contains);
    return proves ? Optional.empty() : parameters.get("client_id").map(OnlyAnId::new);
  }

  private record OnlyAnId(String clientId) implements Claim {
    @Override
    public Optional<String> refute(RegisteredClient client) {
      return Optional.empty(); // the registered method is checked before, and asks for no proof
    }
  }
}
