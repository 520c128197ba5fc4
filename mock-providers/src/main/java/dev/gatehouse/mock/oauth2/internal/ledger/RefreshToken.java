package dev.gatehouse.mock.oauth2.internal.ledger;

import dev.gatehouse.mock.oauth2.Authorization;
import java.util.Map;

/**
 * What a refresh token stands for (RFC 6749, section 1.5).
 *
 * @param clientId the client it was issued to
 * @param confirmation what a public client's is bound to (RFC 9449, section 5; RFC 8705, section
 *     7.1); empty for none
 */
public record RefreshToken(
    String clientId, Map<String, String> confirmation, Authorization authorization) {}
