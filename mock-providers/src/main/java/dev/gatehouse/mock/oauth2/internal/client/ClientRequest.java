package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;

/**
 * A request that a client sent itself, by POST of a form, and whose client is proved.
 *
 * @param http as received
 * @param parameters of its body
 * @param client who asks
 */
public record ClientRequest(ServerRequest http, Parameters parameters, RegisteredClient client) {}
