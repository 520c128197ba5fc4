package dev.gatehouse.mock.oauth2.internal.ledger;

import dev.gatehouse.mock.oauth2.Parameters;

/**
 * An authorization request that a client has sent ahead (RFC 9126, section 2).
 *
 * @param clientId the client that sent it
 * @param parameters those that count, without any credential
 * @param signed whether they came in a request object
 */
public record PushedRequest(String clientId, Parameters parameters, boolean signed) {}
