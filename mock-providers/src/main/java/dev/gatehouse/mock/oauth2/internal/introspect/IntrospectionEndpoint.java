package dev.gatehouse.mock.oauth2.internal.introspect;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequest;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.lookup.FindToken;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a token stands for (RFC 7662, section 2), to those whose business it is. To all others
 * no token is active, and nothing says why but the journal (section 2.2).
 *
 * @param requests prove the caller
 * @param tokens find the token
 * @param description says what it stands for
 * @param issuers whose tokens they are
 */
public record IntrospectionEndpoint(
    ClientRequests requests, FindToken tokens, DescribeToken description, Issuers issuers)
    implements Endpoint {

  @Override
  public Reply answer(ServerRequest http) {
    try {
      ClientRequest asked = requests.read(http);
      rejectPublicClient(asked.client());
      IssuedToken token = tokens.find(asked.parameters());
      if (token instanceof IssuedToken.None none) {
        return inactive(none.explanation());
      }
      Optional<String> objection = MayIntrospect.objection(asked.client(), token);
      return objection.isPresent()
          ? inactive(objection.get())
          : active(description.of(token, issuers.of(http).identifier()), asked.client());
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "introspection_request");
    }
  }

  /** Or anybody could try tokens until one is good (RFC 7662, sections 2.1 and 4). */
  private static void rejectPublicClient(RegisteredClient client) throws OAuth2Refusal {
    if (client.isPublic()) {
      throw OAuth2Refusal.invalidClient(
          "client "
              + client.id()
              + " is public: it proves nothing, so it may not introspect (RFC 7662, section 2.1)");
    }
  }

  private static Reply inactive(String explanation) {
    return reply(Map.of("active", false), "introspection.inactive", explanation);
  }

  private static Reply active(Map<String, Object> members, RegisteredClient client) {
    return reply(members, "introspection.active", "client " + client.id() + " learnt what it is");
  }

  private static Reply reply(Map<String, Object> members, String event, String explanation) {
    return new Reply(NoStore.json(200, members), event, explanation);
  }
}
