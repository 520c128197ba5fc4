package dev.gatehouse.mock.oauth2.internal.registration;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.oauth2.DynamicRegistration;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.grant.AuthorizationCodeGrant;
import dev.gatehouse.mock.oauth2.internal.grant.ClientCredentialsGrant;
import dev.gatehouse.mock.oauth2.internal.grant.Scopes;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a client of what it says about itself (RFC 7591, section 2; OpenID Connect Dynamic Client
 * Registration, section 2). What the server cannot do is refused, never replaced: a client that got
 * less than it asked for might not look.
 */
final class ReadMetadata {
  private static final String METHOD = "token_endpoint_auth_method";

  /** About the client, for people; kept and shown again. */
  private static final List<String> TEXTS =
      List.of(
          "client_name",
          "client_uri",
          "logo_uri",
          "tos_uri",
          "policy_uri",
          "software_id",
          "software_version",
          "application_type");

  private final DynamicRegistration rules;
  private final Abilities abilities;
  private final Metadata metadata;
  private final Map<String, Object> registered = new LinkedHashMap<>();

  /**
   * What the server can do.
   *
   * @param grantTypes the grants there are
   * @param authenticationMethods how clients may prove themselves
   * @param idTokenAlgorithms what ID tokens may be signed by
   */
  record Abilities(
      Set<String> grantTypes, Set<String> authenticationMethods, Set<String> idTokenAlgorithms) {}

  ReadMetadata(DynamicRegistration rules, Abilities abilities, Metadata metadata) {
    this.rules = rules;
    this.abilities = abilities;
    this.metadata = metadata;
  }

  /** How the client proves itself. */
  String authenticationMethod() throws OAuth2Refusal {
    String method = metadata.text(METHOD).orElse("client_secret_basic");
    if (!abilities.authenticationMethods().contains(method)) {
      throw Metadata.invalid(
          METHOD + " is none there is; there are: " + abilities.authenticationMethods());
    }
    return method;
  }

  /**
   * The client.
   *
   * @param builder has its id, its secret and its authentication method
   */
  RegisteredClient client(RegisteredClient.Builder builder) throws OAuth2Refusal {
    RejectUnsupported.check(metadata);
    registered.put(METHOD, authenticationMethod());
    boolean redirected = readGrants(builder);
    readRedirects(builder, redirected);
    readScope(builder);
    readKeys(builder);
    ReadProofs.read(metadata, builder, registered);
    readRequestRules(builder);
    for (String name : TEXTS) {
      metadata.text(name).ifPresent(text -> registered.put(name, text));
    }
    metadata.text("client_name").ifPresent(builder::name);
    metadata.texts("contacts").ifPresent(contacts -> registered.put("contacts", contacts));
    builder.audience(rules.audience().toArray(String[]::new));
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw Metadata.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** As it was registered, defaults included. */
  Map<String, Object> registered() {
    return registered;
  }

  /**
   * RFC 7591, section 2.1: grants and response types go together.
   *
   * @return whether users are sent back to the client
   */
  private boolean readGrants(RegisteredClient.Builder builder) throws OAuth2Refusal {
    List<String> grants =
        metadata.texts("grant_types").orElse(List.of(AuthorizationCodeGrant.TYPE));
    for (String grant : grants) {
      if (!abilities.grantTypes().contains(grant)) {
        throw Metadata.invalid(
            "grant_types has one that there is not; there are: " + abilities.grantTypes());
      }
    }
    if (grants.contains(ClientCredentialsGrant.TYPE) && authenticationMethod().equals("none")) {
      throw Metadata.invalid(
          "grant_types has client_credentials, but a client that proves nothing cannot act for"
              + " itself (RFC 6749, section 4.4)");
    }
    boolean code = grants.contains(AuthorizationCodeGrant.TYPE);
    List<String> right = code ? List.of("code") : List.of();
    List<String> responses = metadata.texts("response_types").orElse(right);
    if (!responses.equals(right)) {
      throw Metadata.invalid(
          code
              ? "response_types is another than code, which authorization_code needs and which is"
                  + " all there is"
              : "response_types is not empty, but grant_types has no authorization_code");
    }
    builder.grantTypes(grants.toArray(String[]::new));
    registered.put("grant_types", grants);
    registered.put("response_types", right);
    return code;
  }

  private void readRedirects(RegisteredClient.Builder builder, boolean needed)
      throws OAuth2Refusal {
    List<String> uris = metadata.texts("redirect_uris").orElse(List.of());
    if (uris.isEmpty() && needed) {
      throw new OAuth2Refusal(
          400,
          "invalid_redirect_uri",
          "A redirect URI is missing.",
          "registration",
          "redirect_uris is missing, which authorization_code needs (RFC 7591, section 2)");
    }
    CheckRedirectUris.check("redirect_uris", uris, rules.insecureRedirects());
    builder.redirectUris(uris.toArray(String[]::new));
    registered.put("redirect_uris", uris);
    Optional<List<String>> after = metadata.texts("post_logout_redirect_uris");
    if (after.isPresent()) {
      CheckRedirectUris.check("post_logout_redirect_uris", after.get(), rules.insecureRedirects());
      builder.postLogoutRedirectUris(after.get().toArray(String[]::new));
      registered.put("post_logout_redirect_uris", after.get());
    }
  }

  private void readScope(RegisteredClient.Builder builder) throws OAuth2Refusal {
    Optional<String> asked = metadata.text("scope");
    Set<String> scopes = rules.scopes();
    if (asked.isPresent()) {
      scopes =
          Scopes.parse(asked.get())
              .orElseThrow(
                  () ->
                      Metadata.invalid(
                          "scope is no list of scopes separated by one space each (RFC 6749,"
                              + " section 3.3)"));
      Set<String> beyond = new LinkedHashSet<>(scopes);
      beyond.removeAll(rules.scopes());
      if (!beyond.isEmpty()) {
        throw Metadata.invalid(
            "scope has one that clients may not register for; they may for: "
                + String.join(" ", rules.scopes()));
      }
    }
    builder.scopes(scopes);
    registered.put("scope", String.join(" ", scopes));
  }

  private void readKeys(RegisteredClient.Builder builder) throws OAuth2Refusal {
    Optional<String> jwks = metadata.object("jwks");
    if (jwks.isPresent()) {
      try {
        builder.jwks(jwks.get());
        registered.put("jwks", JSONObjectUtils.parse(jwks.get()));
      } catch (IllegalArgumentException e) {
        throw Metadata.invalid(String.valueOf(e.getMessage()));
      } catch (ParseException e) {
        throw new IllegalStateException("it has just been written", e);
      }
    }
    Optional<String> algorithm = metadata.text("id_token_signed_response_alg");
    if (algorithm.isPresent()) {
      if (!abilities.idTokenAlgorithms().contains(algorithm.get())) {
        throw Metadata.invalid(
            "id_token_signed_response_alg is none there is; there are: "
                + abilities.idTokenAlgorithms());
      }
      builder.idTokenAlgorithm(algorithm.get());
    }
    registered.put("id_token_signed_response_alg", algorithm.orElse("RS256"));
  }

  /** RFC 9126, section 6; RFC 9101, section 10.5. */
  private void readRequestRules(RegisteredClient.Builder builder) throws OAuth2Refusal {
    boolean pushed = metadata.flag("require_pushed_authorization_requests");
    boolean signed = metadata.flag("require_signed_request_object");
    builder.requirePushedRequests(pushed).requireSignedRequests(signed);
    registered.put("require_pushed_authorization_requests", pushed);
    registered.put("require_signed_request_object", signed);
    Optional<String> algorithm = metadata.text("request_object_signing_alg");
    if (algorithm.isPresent()) {
      try {
        builder.requestObjectAlgorithm(algorithm.get());
      } catch (IllegalArgumentException e) {
        throw Metadata.invalid("request_object_signing_alg: " + e.getMessage());
      }
      registered.put("request_object_signing_alg", algorithm.get());
    }
  }
}
