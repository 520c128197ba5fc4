package dev.gatehouse.mock.oauth2.internal.issuer;

import dev.gatehouse.mock.exchange.ServerRequest;

/** Which issuer a request is for: always the same, or told by how the request came. */
public interface Issuers {
  /** The issuer that answers a request. */
  Issuer of(ServerRequest request);

  /** Whether this identifier is one that answers. */
  boolean owns(String identifier);

  /** The identifier to show where no request tells one. */
  Issuer usual();

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
