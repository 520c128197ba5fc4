package dev.gatehouse.mock;

import dev.gatehouse.mock.oauth2.OAuth2Provider;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The OAuth2 issuers of a server, by their paths on it. */
record OAuth2Issuers(Server server) {
  OAuth2Provider find(String path) {
    List<OAuth2Provider> issuers = all();
    return issuers.stream()
        .filter(issuer -> issuer.issuer().getPath().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no OAuth2 issuer "
                        + path
                        + "; there are: "
                        + issuers.stream()
                            .map(issuer -> issuer.issuer().getPath())
                            .collect(Collectors.joining(", "))));
  }

  OAuth2Provider add(String path, Consumer<OAuth2Provider.Builder> setup) {
    IssuerPath.requireFree(path, server.router.providers());
    OAuth2Provider.Builder builder =
        OAuth2Provider.builder(server.baseUri.resolve(path), server.clock)
            .publicAddress(server.publicAddress);
    setup.accept(builder);
    OAuth2Provider issuer = builder.build();
    server.router.register(issuer);
    return issuer;
  }

  private List<OAuth2Provider> all() {
    return server.router.providers().stream()
        .filter(OAuth2Provider.class::isInstance)
        .map(OAuth2Provider.class::cast)
        .toList();
  }
}
