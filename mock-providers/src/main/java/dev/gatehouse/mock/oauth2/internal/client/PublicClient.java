package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Optional;

/**
 * A client without a secret only says its id (RFC 6749, section 3.2.1; {@code none} of RFC 7591,
 * section 2).
 */
public final class PublicClient implements ClientAuthentication {
  public static final String METHOD = "none";

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "its client_id and no proof";
  }

  @Override
  public boolean isImplicit() {
    return true;
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) {
    return parameters.get("client_id").map(OnlyAnId::new);
  }

  private record OnlyAnId(String clientId) implements Claim {
    @Override
    public Optional<String> refute(RegisteredClient client) {
      return Optional.empty(); // the registered method is checked before, and asks for no proof
    }
  }
}
