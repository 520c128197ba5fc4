package dev.gatehouse.mock.oauth2;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what the server can do (RFC 8414, section 2), and nothing that it cannot. What would be an
 * empty list is left out (RFC 8414, section 3.2).
 */
record MetadataEndpoint(Map<String, Object> metadata) implements Endpoint {

  static MetadataEndpoint of(
      Issuer issuer,
      Collection<String> grantTypes,
      Collection<String> authenticationMethods,
      Collection<String> scopes) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", issuer.identifier());
    metadata.put("token_endpoint", issuer.uri("/token"));
    metadata.put("jwks_uri", issuer.uri("/jwks"));
    metadata.put("grant_types_supported", grantTypes);
    metadata.put("token_endpoint_auth_methods_supported", authenticationMethods);
    metadata.put("scopes_supported", scopes);
    metadata.values().removeIf(value -> value instanceof Collection<?> list && list.isEmpty());
    return new MetadataEndpoint(metadata);
  }

  @Override
  public Reply answer(ServerRequest request) {
    String json = JSONObjectUtils.toJSONString(metadata);
    return new Reply(ServerResponse.json(200, json), "metadata.served", null);
  }
}
