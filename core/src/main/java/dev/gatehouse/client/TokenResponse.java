package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.util.Optional;

/**
 * What a token endpoint granted.
 *
 * @param refreshToken empty when there is none, or no new one (RFC 6749, section 6)
 * @param idToken not verified yet
 */
record TokenResponse(AccessToken token, Optional<Secret> refreshToken, Optional<Secret> idToken) {}
