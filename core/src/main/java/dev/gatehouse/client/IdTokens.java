package dev.gatehouse.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies ID tokens (OpenID Connect Core 1.0, sections 3.1.3.7 and 12.2). */
record IdTokens(AuthorizationCodeClient client, ClientOptions options, IssuerDocuments documents) {
  private static final String NAME_IT =
      "; if it is right for this server, name the issuer with ClientOptions.withIssuer";

  /**
   * Who the user is, once everything about the token is proved.
   *
   * @param named the issuer that the authorization answer named, if any
   * @param nonce of the login it was issued for; null after a refresh
   * @param accessToken that came with it
   * @throws AuthorizationFailedException if the token cannot be trusted
   */
  StoredTokens.Subject verify(
      Secret idToken, Optional<String> named, @Nullable Secret nonce, Secret accessToken) {
    try {
      SignedJWT jwt = SignedJWT.parse(idToken.reveal());
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      IssuerMetadata issuer = issuer(claims.getIssuer(), named);
      new IdTokenSignature(client.client(), issuer, documents).check(jwt);
      new IdTokenClaims(client.client().clientId(), issuer.issuer(), options.clock())
          .check(claims, nonce);
      checkAccessToken(jwt.getHeader().getAlgorithm(), claims, accessToken);
      return new StoredTokens.Subject(issuer.issuer(), claims.getSubject());
    } catch (ParseException e) {
      // The parser's message would quote the token.
      throw refused("it is not a signed JWT");
    }
  }

  /**
   * The issuer to believe: the one in the options, or one whose metadata name the very token
   * endpoint that sent this token.
   */
  private IssuerMetadata issuer(@Nullable String claimed, Optional<String> named) {
    if (claimed == null) {
      throw refused("it has no iss");
    }
    if (named.isPresent() && !named.get().equals(claimed)) {
      throw refused("its iss is another than the one of the authorization answer");
    }
    if (options.issuer().isPresent()) {
      return documents.metadata(options.issuer().get().toString());
    }
    if (!client.isAtHome(claimed)) {
      throw refused(
          "its iss is not of the origin of auth.authorizationUri or auth.tokenUri" + NAME_IT);
    }
    IssuerMetadata metadata = documents.metadata(claimed);
    if (metadata.tokenEndpoint().filter(this::isOurs).isEmpty()) {
      throw refused(
          "the metadata of its iss "
              + metadata.issuer()
              + " name another token endpoint than auth.tokenUri"
              + NAME_IT);
    }
    return metadata;
  }

  private boolean isOurs(URI endpoint) {
    URI ours = client.client().tokenUri();
    return Origin.of(endpoint).equals(Origin.of(ours))
        && endpoint.getRawPath().equals(ours.getRawPath());
  }

  /** Section 3.1.3.8. */
  private static void checkAccessToken(
      JWSAlgorithm algorithm, JWTClaimsSet claims, Secret accessToken) throws ParseException {
    String hash = claims.getStringClaim("at_hash");
    if (hash == null) {
      return;
    }
    boolean edDsa = JWSAlgorithm.Family.ED.contains(algorithm);
    AccessTokenHash expected =
        AccessTokenHash.compute(
            new BearerAccessToken(accessToken.reveal()),
            edDsa ? JWSAlgorithm.EdDSA : algorithm,
            edDsa ? Curve.Ed25519 : null);
    if (!new AccessTokenHash(hash).equals(expected)) {
      throw refused("its at_hash is not that of the access token");
    }
  }

  static AuthorizationFailedException refused(String problem) {
    return new AuthorizationFailedException("the ID token is refused: " + problem);
  }
}
