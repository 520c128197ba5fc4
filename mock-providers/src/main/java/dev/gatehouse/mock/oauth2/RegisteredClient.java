package dev.gatehouse.mock.oauth2;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.jose.JwkSet;
import dev.gatehouse.mock.jose.internal.key.SecretSigner;
import dev.gatehouse.mock.oauth2.internal.client.CheckProof;
import dev.gatehouse.mock.oauth2.internal.client.CheckReturnUris;
import dev.gatehouse.mock.oauth2.internal.client.CheckTokens;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import dev.gatehouse.mock.oauth2.internal.grant.Scopes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client the authorization server knows (RFC 6749, section 2), by the vocabulary of RFC 7591,
 * section 2.
 *
 * @since 0.1
 */
public final class RegisteredClient {
  private final ClientSettings settings;

  private RegisteredClient(ClientSettings settings) {
    this.settings = settings;
  }

  /** A client that proves itself by a secret, in the Authorization field unless told otherwise. */
  public static Builder confidential(String id, Secret secret) {
    return builder(id).secret(secret).authenticationMethod("client_secret_basic");
  }

  /** A client that cannot keep a secret (RFC 6749, section 2.1): it only says its id. */
  public static Builder publicClient(String id) {
    return builder(id).authenticationMethod("none");
  }

  /**
   * An API that asks this server what the tokens it gets stand for (RFC 7662, section 2.1), and
   * does nothing else: it has no grants.
   *
   * @param apis what it is called in the tokens that are for it, by their {@code aud}
   */
  public static Builder resourceServer(String id, Secret secret, String... apis) {
    return confidential(id, secret).resourceServerFor(apis);
  }

  /** A client that proves itself in another way, which the builder is to be told. */
  public static Builder builder(String id) {
    return new Builder(new ClientSettings(id));
  }

  /** A builder that starts from this client's settings. */
  public Builder toBuilder() {
    return new Builder(settings.copy());
  }

  /** The {@code client_id}. */
  public String id() {
    return settings.id;
  }

  /** What people call it ({@code client_name}); its id when it has no name. */
  public String name() {
    return settings.name.isEmpty() ? settings.id : settings.name;
  }

  /** What proves it, if it has a secret. */
  public Optional<Secret> secret() {
    return Optional.ofNullable(settings.secret);
  }

  /** The one way it must prove itself; any other is refused. */
  public String authenticationMethod() {
    return settings.authenticationMethod;
  }

  /** Whether it proves nothing (RFC 6749, section 2.1). */
  public boolean isPublic() {
    return settings.authenticationMethod.equals("none");
  }

  /** The keys that verify what it signs, and the certificates it may show. */
  public JwkSet jwks() {
    return settings.jwks;
  }

  /** The one algorithm it may sign its assertions by; empty for any that fits its keys. */
  public Optional<String> assertionAlgorithm() {
    return Optional.ofNullable(settings.assertionAlgorithm);
  }

  /** The name that its TLS certificate must have, if an authority vouches for it. */
  public Optional<CertificateSubject> certificateSubject() {
    return Optional.ofNullable(settings.certificateSubject);
  }

  /** What its access tokens must be bound to. */
  public Set<TokenBinding> tokenBindings() {
    return settings.tokenBindings;
  }

  /** The grants it may use. */
  public Set<String> grantTypes() {
    return settings.grantTypes;
  }

  /** The scopes it may ask for, in the order they are granted when it asks for none. */
  public Set<String> scopes() {
    return settings.scopes;
  }

  /** The APIs it may have tokens for; the first is that of a request that names none (RFC 8707). */
  public Set<String> audience() {
    return settings.audience;
  }

  /** The APIs it is itself, and may ask this server about the tokens of (RFC 7662, section 2.1). */
  public Set<String> protectedResources() {
    return settings.protectedResources;
  }

  /** Where users may be sent back to; compared as texts, but for a loopback address's port. */
  public Set<String> redirectUris() {
    return settings.redirectUris;
  }

  /** Where users may be sent after they logged out (OpenID Connect RP-Initiated Logout). */
  public Set<String> postLogoutRedirectUris() {
    return settings.postLogoutRedirectUris;
  }

  /** How long what it gets is good. */
  public Lifetimes lifetimes() {
    return settings.lifetimes;
  }

  /** What its access tokens look like. */
  public AccessTokenFormat accessTokenFormat() {
    return settings.accessTokenFormat;
  }

  /** The JWS algorithm of its access tokens. */
  public String accessTokenAlgorithm() {
    return settings.accessTokenAlgorithm;
  }

  /** The JWS algorithm of its ID tokens ({@code id_token_signed_response_alg}). */
  public String idTokenAlgorithm() {
    return settings.idTokenAlgorithm;
  }

  /** What it needs keys of the server for; an HS256 key is its own secret. */
  Set<String> serverKeyAlgorithms() {
    Set<String> algorithms = new LinkedHashSet<>();
    algorithms.add(settings.accessTokenAlgorithm);
    algorithms.add(settings.idTokenAlgorithm);
    algorithms.remove(SecretSigner.ALGORITHM);
    return algorithms;
  }

  /** Whether its codes need a proof that the client asked for them. */
  public Pkce pkce() {
    return settings.pkce;
  }

  /** Whether users are asked before it gets anything; a client of one's own needs no asking. */
  public boolean consentRequired() {
    return settings.consentRequired;
  }

  /** Whether its authorization requests have to be sent ahead (RFC 9126, section 6). */
  public boolean pushedRequestsRequired() {
    return settings.pushedRequestsRequired;
  }

  /** Whether its authorization requests have to be signed (RFC 9101, section 10.5). */
  public boolean signedRequestsRequired() {
    return settings.signedRequestsRequired;
  }

  /** The one JWS algorithm of its request objects; empty for any that its keys are for. */
  public Optional<String> requestObjectAlgorithm() {
    return Optional.ofNullable(settings.requestObjectAlgorithm);
  }

  /** Whether it may get away with this. */
  public boolean may(Leniency leniency) {
    return settings.leniencies.contains(leniency);
  }

  /** More claims of its access tokens. */
  public AccessTokenCustomizer accessTokenClaims() {
    return settings.accessTokenClaims;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "RegisteredClient[" + settings.id + ", " + settings.authenticationMethod + "]";
  }

  /**
   * How a client is registered.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final ClientSettings settings;

    private Builder(ClientSettings settings) {
      this.settings = settings;
    }

    private Builder secret(Secret value) {
      if (value.reveal().isEmpty()) {
        throw new IllegalArgumentException("secret: must not be empty");
      }
      settings.secret = value;
      return this;
    }

    /** What people call it on the pages they see. */
    public Builder name(String value) {
      settings.name = value;
      return this;
    }

    /** The one way it must prove itself, for example {@code client_secret_post}. */
    public Builder authenticationMethod(String method) {
      settings.authenticationMethod = method;
      return this;
    }

    /**
     * Its public keys, which prove what it signs, and the certificates of {@code
     * self_signed_tls_client_auth}.
     */
    public Builder jwks(JwkSet keys) {
      settings.jwks = keys;
      return this;
    }

    /**
     * The same as JSON (RFC 7517, section 5).
     *
     * @throws IllegalArgumentException if it is no JWK set, or holds a private or secret key
     */
    public Builder jwks(String json) {
      return jwks(JwkSet.parse(json));
    }

    /** The one algorithm of its assertions ({@code token_endpoint_auth_signing_alg}). */
    public Builder assertionAlgorithm(String algorithm) {
      settings.assertionAlgorithm = algorithm;
      return this;
    }

    /** The name its certificate must have for {@code tls_client_auth}. */
    public Builder certificateSubject(CertificateSubject subject) {
      settings.certificateSubject = subject;
      return this;
    }

    /** What its access tokens must be bound to; a request without that is refused. */
    public Builder tokenBindings(TokenBinding... bindings) {
      settings.tokenBindings = Set.of(bindings);
      return this;
    }

    /** The grants it may use, by the values of {@code grant_type}. */
    public Builder grantTypes(String... types) {
      settings.grantTypes = ordered(Arrays.asList(types));
      return this;
    }

    /** The scopes it may ask for. */
    public Builder scopes(String... names) {
      return scopes(Arrays.asList(names));
    }

    /** The scopes it may ask for. */
    public Builder scopes(Collection<String> names) {
      names.forEach(Scopes::requireValid);
      settings.scopes = ordered(names);
      return this;
    }

    /** The APIs it may have tokens for, the usual one first. */
    public Builder audience(String... apis) {
      settings.audience = ordered(Arrays.asList(apis));
      return this;
    }

    /** The APIs it is itself: it may introspect the tokens that are for them. */
    public Builder resourceServerFor(String... apis) {
      settings.protectedResources = ordered(Arrays.asList(apis));
      return this;
    }

    /**
     * Where users may be sent back to.
     *
     * @throws IllegalArgumentException if one is not absolute, or has a fragment (RFC 6749, section
     *     3.1.2)
     */
    public Builder redirectUris(String... uris) {
      CheckReturnUris.check("redirectUris", uris);
      settings.redirectUris = ordered(Arrays.asList(uris));
      return this;
    }

    /**
     * Where users may be sent after they logged out.
     *
     * @throws IllegalArgumentException if one is not absolute, or has a fragment
     */
    public Builder postLogoutRedirectUris(String... uris) {
      CheckReturnUris.check("postLogoutRedirectUris", uris);
      settings.postLogoutRedirectUris = ordered(Arrays.asList(uris));
      return this;
    }

    /** How long what it gets is good. */
    public Builder lifetimes(Lifetimes values) {
      settings.lifetimes = values;
      return this;
    }

    /** What its access tokens look like. */
    public Builder accessTokenFormat(AccessTokenFormat format) {
      settings.accessTokenFormat = format;
      return this;
    }

    /** The JWS algorithm of its access tokens: RS256, PS256, ES256 or EdDSA. */
    public Builder accessTokenAlgorithm(String algorithm) {
      settings.accessTokenAlgorithm = algorithm;
      return this;
    }

    /** The JWS algorithm of its ID tokens: those of access tokens, and HS256 by its secret. */
    public Builder idTokenAlgorithm(String algorithm) {
      settings.idTokenAlgorithm = algorithm;
      return this;
    }

    /** Whether its codes need a proof that the client asked for them. */
    public Builder pkce(Pkce rule) {
      settings.pkce = rule;
      return this;
    }

    /** Whether users are asked before it gets anything. */
    public Builder consentRequired(boolean required) {
      settings.consentRequired = required;
      return this;
    }

    /** What it may get away with; nothing unless it is named here. */
    public Builder lenient(Leniency... allowed) {
      settings.leniencies = Set.of(allowed);
      return this;
    }

    /** Takes authorization requests only that the client has sent ahead (RFC 9126, section 6). */
    public Builder requirePushedRequests(boolean required) {
      settings.pushedRequestsRequired = required;
      return this;
    }

    /** Takes authorization requests only that the client has signed (RFC 9101, section 10.5). */
    public Builder requireSignedRequests(boolean required) {
      settings.signedRequestsRequired = required;
      return this;
    }

    /**
     * Takes request objects only that are signed by this algorithm ({@code
     * request_object_signing_alg}): one of its keys, or of its secret.
     *
     * @throws IllegalArgumentException if it is another
     */
    public Builder requestObjectAlgorithm(String algorithm) {
      if (!ClientSignature.algorithms().contains(algorithm)) {
        throw new IllegalArgumentException(
            "requestObjectAlgorithm: there is no "
                + algorithm
                + "; there are: "
                + ClientSignature.algorithms());
      }
      settings.requestObjectAlgorithm = algorithm;
      return this;
    }

    /**
     * More claims of its access tokens, the same in each.
     *
     * @throws IllegalArgumentException if one is {@link AccessTokenCustomizer#RESERVED}
     */
    public Builder accessTokenClaims(Map<String, Object> claims) {
      return accessTokenClaims(AccessTokenCustomizer.always(claims));
    }

    /** More claims of its access tokens, decided for each. */
    public Builder accessTokenClaims(AccessTokenCustomizer claims) {
      settings.accessTokenClaims = claims;
      return this;
    }

    /**
     * The client.
     *
     * @throws IllegalArgumentException if it can never get a token as it is: what its
     *     authentication method needs is missing, or an audience, unless it is an API itself that
     *     has no grants; or if an algorithm is unknown, or its secret too short for it
     */
    public RegisteredClient build() {
      RegisteredClient client = new RegisteredClient(settings.copy());
      CheckTokens.problem(client)
          .or(() -> CheckProof.problem(client))
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException("client " + client.id() + ": " + problem);
              });
      return client;
    }

    private static Set<String> ordered(Collection<String> values) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
  }
}
