package dev.gatehouse.mock.oauth2.internal.metadata;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says what the server can do (RFC 8414, section 2; OpenID Connect Discovery, section 3), and
 * nothing that it cannot. What would be an empty list is left out (RFC 8414, section 3.2).
 *
 * @param issuers whose metadata it is
 * @param endpoints paths below the issuer, by their names in the metadata
 * @param abilities what else there is to say; asked anew each time, as clients come and go
 */
public record MetadataEndpoint(
    Issuers issuers, Map<String, String> endpoints, Supplier<Abilities> abilities)
    implements Endpoint {
  /** The endpoints that clients ask themselves, and not by a browser. */
  private static final Set<String> OF_CLIENTS =
      Set.of(
          "token_endpoint",
          "introspection_endpoint",
          "revocation_endpoint",
          "device_authorization_endpoint",
          "pushed_authorization_request_endpoint",
          "userinfo_endpoint");

  @Override
  public Reply answer(ServerRequest request) {
    Issuer issuer = issuers.of(request);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", issuer.identifier());
    endpoints.forEach((name, path) -> metadata.put(name, issuer.uri(path)));
    metadata.putAll(abilities.get().members());
    metadata.put("mtls_endpoint_aliases", tlsAliases(issuer));
    metadata
        .values()
        .removeIf(
            value ->
                (value instanceof Collection<?> list && list.isEmpty())
                    || (value instanceof Map<?, ?> members && members.isEmpty()));
    String json = JSONObjectUtils.toJSONString(metadata);
    return new Reply(ServerResponse.json(200, json), "metadata.served", null);
  }

  /**
   * Where clients with certificates ask: the same port by TLS, when the usual addresses are plain
   * HTTP (RFC 8705, section 5).
   */
  private Map<String, String> tlsAliases(Issuer issuer) {
    Map<String, String> aliases = new LinkedHashMap<>();
    endpoints.forEach(
        (name, path) -> {
          if (OF_CLIENTS.contains(name) && !issuer.tlsUri(path).equals(issuer.uri(path))) {
            aliases.put(name, issuer.tlsUri(path));
          }
        });
    return aliases;
  }
}
