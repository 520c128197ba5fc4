package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.util.List;

/** Reads what clients send to the endpoints they call themselves, and proves the client. */
public final class ClientRequests {
  private static final List<RequestRule> RULES =
      List.of(new RequirePost(), new RejectQuery(), new RequireForm());

  private final AuthenticateClient authentication;

  public ClientRequests(AuthenticateClient authentication) {
    this.authentication = authentication;
  }

  /**
   * Reads a request.
   *
   * @throws OAuth2Refusal if it has the wrong form, or its client is not proved
   */
  public ClientRequest read(ServerRequest http) throws OAuth2Refusal {
    Parameters parameters = readForm(http);
    return new ClientRequest(http, parameters, authentication.authenticate(http, parameters));
  }

  /** Reads a request whose sender need not be a client. */
  public static Parameters readForm(ServerRequest http) throws OAuth2Refusal {
    for (RequestRule rule : RULES) {
      rule.check(http);
    }
    return FormParameters.ofBody(http.body());
  }
}
