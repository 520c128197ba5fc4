package dev.gatehouse.conformance.saboteur;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.mock.exchange.Field;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an issuer says of itself (RFC 8414, section 3). */
record IssuerMetadata(Wire wire, ClientSettings limits, @Nullable Flaw flaw) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long LONGEST = 1024 * 1024;

  Issuer of(URI identifier) {
    JsonNode metadata = document(identifier);
    // Section 3.3: the metadata of another issuer must not be used.
    if (!identifier.toString().equals(metadata.path("issuer").textValue())
        && flaw != Flaw.META_ISSUER) {
      throw new Failure(Kind.AUTHENTICATION, "the issuer's metadata name another issuer");
    }
    return new Issuer.Known(
        identifier.toString(),
        metadata.path("authorization_response_iss_parameter_supported").asBoolean());
  }

  private JsonNode document(URI identifier) {
    Target issuer = Target.of(identifier);
    String path = issuer.path().replaceAll("/$", "");
    Outgoing request =
        new Outgoing(
            "GET",
            new Target(
                issuer.scheme(),
                issuer.host(),
                issuer.port(),
                "/.well-known/oauth-authorization-server" + path,
                null),
            List.of(new Field("Accept", "application/json")),
            new byte[0]);
    Incoming answer =
        wire.exchange(
            request,
            Deadline.ofSilence(limits.responseTimeout()).endingIn(limits.totalTimeout()),
            LONGEST);
    try {
      JsonNode document = answer.status() == 200 ? JSON.readTree(answer.body()) : null;
      if (document != null && document.isObject()) {
        return document;
      }
    } catch (IOException notJson) {
      // Falls to the failure below, which says the same.
    }
    throw new Failure(Kind.AUTHENTICATION, "the issuer has no metadata");
  }
}
