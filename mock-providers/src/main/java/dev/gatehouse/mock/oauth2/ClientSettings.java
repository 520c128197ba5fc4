package dev.gatehouse.mock.oauth2;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.jose.JwkSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a client is registered: the one list of it, of values that never change. */
final class ClientSettings implements Cloneable {
  final String id;
  String name = "";
  @Nullable Secret secret;
  String authenticationMethod = "client_secret_basic";
  JwkSet jwks = JwkSet.EMPTY;
  @Nullable String assertionAlgorithm;
  @Nullable CertificateSubject certificateSubject;
  Set<TokenBinding> tokenBindings = Set.of();
  Set<String> grantTypes = Set.of();
  Set<String> scopes = Set.of();
  Set<String> audience = Set.of();
  Set<String> protectedResources = Set.of();
  Set<String> redirectUris = Set.of();
  Set<String> postLogoutRedirectUris = Set.of();
  Lifetimes lifetimes = Lifetimes.DEFAULT;
  AccessTokenFormat accessTokenFormat = AccessTokenFormat.JWT;
  String accessTokenAlgorithm = "RS256";
  String idTokenAlgorithm = "RS256";
  Pkce pkce = Pkce.REQUIRED;
  boolean consentRequired = true;
  boolean pushedRequestsRequired;
  boolean signedRequestsRequired;
  @Nullable String requestObjectAlgorithm;
  Set<Leniency> leniencies = Set.of();
  AccessTokenCustomizer accessTokenClaims = AccessTokenCustomizer.always(Map.of());

  ClientSettings(String id) {
    if (id.isEmpty() || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("id: must not be empty or hold control characters");
    }
    this.id = id;
  }

  /** The same, to be changed by itself. */
  ClientSettings copy() {
    try {
      return (ClientSettings) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
