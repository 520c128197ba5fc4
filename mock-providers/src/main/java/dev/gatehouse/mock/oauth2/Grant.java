package dev.gatehouse.mock.oauth2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way to get an access token. The grants of the standard register as any other does: {@link
 * OAuth2Provider.Builder#grant}.
 *
 * @since 0.1
 */
public interface Grant {
  /** The value of {@code grant_type} that asks for it. */
  String type();

  /**
   * Decides what the client gets.
   *
   * @param request of a client that is authenticated, and registered for this grant
   * @throws OAuth2Refusal if it gets nothing
   */
  Granted grant(TokenRequest request) throws OAuth2Refusal;

  /**
   * What the client gets: an access token, and an ID token when a user logged in and the scopes
   * hold {@code openid}.
   *
   * @param authorization what the tokens stand for
   * @param renewal what a refresh token is to stand for, if the client is registered for them; null
   *     for no refresh token
   * @param members more members of the token response (RFC 6749, section 5.1)
   */
  record Granted(
      Authorization authorization, @Nullable Authorization renewal, Map<String, Object> members) {
    public Granted {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** An access token alone. */
    public static Granted once(Authorization authorization) {
      return new Granted(authorization, null, Map.of());
    }

    /** An access token that can be renewed. */
    public static Granted renewable(Authorization authorization) {
      return new Granted(authorization, authorization, Map.of());
    }
  }
}
