package dev.gatehouse.mock.oauth2.internal.metadata;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.jose.internal.key.SigningKey;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import java.util.List;

/** Publishes the keys that verify tokens (RFC 7517, section 5). */
public record JwksEndpoint(SigningKeys keys) implements Endpoint {
  /** The set as it is published now. */
  public static String json(SigningKeys keys) {
    List<JWK> jwks = keys.published().stream().map(SigningKey::publicJwk).toList();
    return JSONObjectUtils.toJSONString(new JWKSet(jwks).toJSONObject(true));
  }

  @Override
  public Reply answer(ServerRequest request) {
    return new Reply(ServerResponse.json(200, json(keys)), "jwks.served", null);
  }
}
