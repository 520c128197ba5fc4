package dev.gatehouse.mock.oauth2.internal.metadata;

import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.oauth2.Pkce;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.authorize.ResponseMode;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import dev.gatehouse.mock.oauth2.internal.client.Supported;
import dev.gatehouse.mock.oauth2.internal.login.Prompt;
import dev.gatehouse.mock.oauth2.internal.openid.KnownClaims;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a server can do, in the words of its metadata (RFC 8414, section 2; OpenID Connect
 * Discovery, section 3).
 *
 * @param supported its grants and client authentication methods
 * @param clients that are registered now
 * @param users who can log in now
 * @param acrValues how strongly they can
 * @param signingAlgorithms its keys are for
 * @param pushedOnly whether every authorization request has to be sent ahead
 */
public record Abilities(
    Supported supported,
    Collection<RegisteredClient> clients,
    Collection<User> users,
    List<String> acrValues,
    Set<String> signingAlgorithms,
    boolean pushedOnly) {

  /** By the names of the metadata, in the order it is published in. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    putClients(members);
    putAuthorization(members);
    putOpenId(members);
    return members;
  }

  private void putClients(Map<String, Object> members) {
    List<String> methods = List.copyOf(supported.authenticationMethods().keySet());
    members.put("grant_types_supported", List.copyOf(supported.grants().keySet()));
    members.put("token_endpoint_auth_methods_supported", methods);
    members.put(
        "introspection_endpoint_auth_methods_supported",
        methods.stream().filter(name -> !name.equals("none")).toList());
    members.put("revocation_endpoint_auth_methods_supported", methods);
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      members.put(
          endpoint + "_endpoint_auth_signing_alg_values_supported", ClientSignature.algorithms());
    }
    members.put("dpop_signing_alg_values_supported", PublicKeyAlgorithm.ids());
    members.put("tls_client_certificate_bound_access_tokens", true);
  }

  private void putAuthorization(Map<String, Object> members) {
    Set<String> scopes = new LinkedHashSet<>();
    clients.forEach(client -> scopes.addAll(client.scopes()));
    boolean plain = clients.stream().anyMatch(c -> c.pkce() == Pkce.REQUIRED_PLAIN_ALLOWED);
    members.put("response_types_supported", List.of("code"));
    members.put("response_modes_supported", ResponseMode.ids());
    members.put("scopes_supported", List.copyOf(scopes));
    members.put(
        "code_challenge_methods_supported", plain ? List.of("S256", "plain") : List.of("S256"));
    members.put("authorization_response_iss_parameter_supported", true);
    members.put("require_pushed_authorization_requests", pushedOnly);
    members.put("request_parameter_supported", true);
    members.put("request_uri_parameter_supported", false);
    members.put("request_object_signing_alg_values_supported", ClientSignature.algorithms());
  }

  private void putOpenId(Map<String, Object> members) {
    Set<String> algorithms = new LinkedHashSet<>(signingAlgorithms);
    clients.forEach(client -> algorithms.add(client.idTokenAlgorithm()));
    members.put("prompt_values_supported", Prompt.VALUES);
    members.put("acr_values_supported", acrValues);
    members.put("subject_types_supported", List.of("public"));
    members.put("id_token_signing_alg_values_supported", List.copyOf(algorithms));
    members.put("claims_parameter_supported", true);
    members.put("claims_supported", KnownClaims.of(users));
  }
}
