package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.oauth2.AccessTokenCustomizer;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.TokenRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claims for those tokens to which every condition applies.
 *
 * @param client who asks; null for anybody
 * @param subject for whom the token stands; null for anybody
 * @param scope which the token has; null for any
 * @param parameters of the token request, by name; {@code *} stands for any value
 * @param claims to add
 */
record ClaimRule(
    @Nullable String client,
    @Nullable String subject,
    @Nullable String scope,
    Map<String, String> parameters,
    AccessTokenCustomizer claims)
    implements AccessTokenCustomizer {
  @Override
  public Map<String, Object> of(TokenRequest request, Authorization authorization) {
    boolean applies =
        (client == null || client.equals(request.client().id()))
            && (subject == null || subject.equals(authorization.subject()))
            && (scope == null || authorization.scopes().contains(scope))
            && parameters.entrySet().stream().allMatch(wanted -> has(request, wanted));
    return applies ? claims.of(request, authorization) : Map.of();
  }

  private static boolean has(TokenRequest request, Map.Entry<String, String> wanted) {
    return request.parameters().all(wanted.getKey()).stream()
        .anyMatch(value -> wanted.getValue().equals("*") || wanted.getValue().equals(value));
  }
}
