package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.AuthorizationHeader;
import dev.gatehouse.mock.credential.internal.BasicCredentials;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Optional;

/**
 * Id and secret in the Authorization field by the Basic scheme, each form-encoded first (RFC 6749,
 * section 2.3.1 and appendix B).
 */
public final class ClientSecretBasic implements ClientAuthentication {
  static final String METHOD = "client_secret_basic";

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "its secret in the Authorization field";
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) throws OAuth2Refusal {
    Optional<AuthorizationHeader> header;
    try {
      header = AuthorizationHeader.of(request);
    } catch (MalformedCredentialException e) {
      throw OAuth2Refusal.invalidRequest("More than one Authorization field.", e.explanation());
    }
    return header.isEmpty() ? Optional.empty() : Optional.of(read(header.get()));
  }

  private static Claim read(AuthorizationHeader header) throws OAuth2Refusal {
    if (!header.hasScheme("Basic")) {
      throw OAuth2Refusal.invalidClient(
          "the Authorization field has another scheme; a client shows its secret by Basic");
    }
    try {
      BasicCredentials raw = BasicCredentials.decode(header.credentials());
      return new EncodedClaim(
          raw,
          new SecretClaim(
              UrlEncodedForm.decode(raw.username()),
              Secret.of(UrlEncodedForm.decode(raw.password()))));
    } catch (MalformedCredentialException e) {
      throw OAuth2Refusal.invalidClient(
          e.explanation()
              + "; the right form is the Base64 of the form-encoded id, ':' and the form-encoded"
              + " secret (RFC 6749, section 2.3.1)");
    }
  }

  private static boolean same(Secret right, String came) {
    return ConstantTime.equal(right.reveal(), came);
  }

  /** Tells a client that leaves out the form-encoding from one with a wrong secret. */
  private record EncodedClaim(BasicCredentials raw, SecretClaim decoded) implements Claim {
    @Override
    public String clientId() {
      return decoded.clientId();
    }

    @Override
    public Optional<String> refute(RegisteredClient client) {
      Optional<String> refutation = decoded.refute(client);
      return refutation.isPresent()
              && client.secret().filter(right -> same(right, raw.password())).isPresent()
          ? Optional.of(
              "client "
                  + client.id()
                  + " put its secret into the Authorization field as it is; it has to be"
                  + " form-encoded before Base64 (RFC 6749, section 2.3.1)")
          : refutation;
    }
  }
}
