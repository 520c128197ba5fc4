package dev.gatehouse.mock.oauth2.internal.issuer;

import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.ServerRequest;

/**
 * An issuer that is called by the server's public address.
 *
 * @param address what the server is called
 * @param path the issuer's on it
 */
public record PublicIssuers(PublicAddress address, String path) implements Issuers {
  @Override
  public Issuer of(ServerRequest request) {
    return at(address.to(request));
  }

  @Override
  public boolean owns(String identifier) {
    return identifier.endsWith(path)
        && address.mayBe(identifier.substring(0, identifier.length() - path.length()));
  }

  @Override
  public Issuer usual() {
    return at(address.usual());
  }

  private Issuer at(String base) {
    return new Issuer(base + path, path);
  }
}
