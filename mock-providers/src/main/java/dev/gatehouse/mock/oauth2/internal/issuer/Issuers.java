package dev.gatehouse.mock.oauth2.internal.issuer;

import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which issuer a request is for: always the same, or told by how the request came. */
public interface Issuers {
  /**
   * The issuers of a server.
   *
   * @param issuer it was set up with
   * @param address in place of that of the issuer, whose path it keeps; null for none
   */
  static Issuers of(Issuer issuer, @Nullable PublicAddress address) {
    return address == null ? new Fixed(issuer) : new PublicIssuers(address, issuer.path());
  }

  /** The issuer that answers a request. */
  Issuer of(ServerRequest request);

  /** Whether this identifier is one that answers. */
  boolean owns(String identifier);

  /** The identifier to show where no request tells one. */
  Issuer usual();

  /** As metadata calls the endpoint that a request is for; empty when it is for none. */
  default Optional<String> endpointUri(ServerRequest request) {
    Issuer asked = of(request);
    return asked.endpoint(request.path()).map(asked::uri);
  }

  /** One issuer, however it is reached: one that changed would make its own tokens foreign. */
  record Fixed(Issuer usual) implements Issuers {
    @Override
    public Issuer of(ServerRequest request) {
      return usual;
    }

    @Override
    public boolean owns(String identifier) {
      return usual.identifier().equals(identifier);
    }
  }
}
