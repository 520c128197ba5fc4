package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequest;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.grant.CheckResource;
import dev.gatehouse.mock.oauth2.internal.grant.CheckScope;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where devices ask for their codes (RFC 8628, sections 3.1 and 3.2). The client proves itself as
 * at the token endpoint.
 *
 * @param requests reads them
 * @param issuers tell where the page for people is
 * @param codes keeps the codes
 */
record DeviceAuthorizationEndpoint(ClientRequests requests, Issuers issuers, DeviceCodes codes)
    implements Endpoint {
  @Override
  public Reply answer(ServerRequest http) {
    try {
      ClientRequest asked = requests.read(http);
      RegisteredClient client = asked.client();
      requireGrant(client);
      DeviceCodes.Codes issued =
          codes.issue(
              client,
              CheckScope.ofClient(asked.parameters(), client),
              CheckResource.ofClient(asked.parameters(), client));
      return reply(client, issued, issuers.of(http).uri(DeviceFlow.PAGE));
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "device_authorization");
    }
  }

  private static void requireGrant(RegisteredClient client) throws OAuth2Refusal {
    if (!client.grantTypes().contains(DeviceCodeGrant.TYPE)) {
      throw OAuth2Refusal.unauthorizedClient(
          "The client may not use this grant type.",
          "client "
              + client.id()
              + " asked for device codes, but is registered for: "
              + String.join(", ", client.grantTypes()));
    }
  }

  private Reply reply(RegisteredClient client, DeviceCodes.Codes issued, String page) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("device_code", issued.deviceCode());
    body.put("user_code", issued.userCode());
    body.put("verification_uri", page);
    body.put("verification_uri_complete", page + "?user_code=" + issued.userCode());
    body.put("expires_in", client.lifetimes().deviceCode().toSeconds());
    body.put("interval", codes.interval().toSeconds());
    return new Reply(
        NoStore.json(200, body),
        "device_code.issued",
        "client "
            + client.id()
            + " waits for somebody to enter its code at "
            + page
            + " within "
            + client.lifetimes().deviceCode().toSeconds()
            + " seconds");
  }
}
