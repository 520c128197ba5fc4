package dev.gatehouse.mock.oauth2.internal.registration;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;

/** Reads a body that is a JSON object (RFC 7591, section 3.1). */
final class ReadJson {
  private static final int MOST_BYTES = 65_536;

  private ReadJson() {}

  static Metadata of(ServerRequest request) throws OAuth2Refusal {
    List<String> types = request.headers("Content-Type");
    if (types.size() != 1
        || !types
            .get(0)
            .toLowerCase(Locale.ROOT)
            .split(";", -1)[0]
            .strip()
            .equals("application/json")) {
      throw malformed("its Content-Type is missing or another; application/json is right");
    }
    if (request.body().length > MOST_BYTES) {
      throw malformed("its body has more than " + MOST_BYTES + " bytes");
    }
    String json = new String(request.body(), StandardCharsets.UTF_8);
    if (!json.stripLeading().startsWith("{")) {
      throw malformed("its body is no JSON object");
    }
    try {
      return new Metadata(JSONObjectUtils.parse(json));
    } catch (ParseException e) {
      throw malformed("its body is no JSON object with each member once");
    }
  }

  private static OAuth2Refusal malformed(String problem) {
    return new OAuth2Refusal(
        400,
        "invalid_request",
        "The body must be a JSON object.",
        "registration",
        "the registration request cannot be read: " + problem + " (RFC 7591, section 3.1)");
  }
}
