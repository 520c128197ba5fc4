package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.util.List;
import java.util.Locale;

/** The body is a form in UTF-8 (RFC 6749, section 4.4.2 and appendix B). */
final class RequireForm implements RequestRule {
  private static final String FORM = "application/x-www-form-urlencoded";

  @Override
  public void check(ServerRequest request) throws OAuth2Refusal {
    List<String> types = request.headers("Content-Type");
    if (types.size() != 1) {
      throw refusal("it has " + types.size() + " Content-Type fields");
    }
    String[] parts = types.get(0).toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals(FORM)) {
      throw refusal("its Content-Type is another");
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw refusal("its charset is another");
      }
    }
  }

  private static OAuth2Refusal refusal(String problem) {
    return OAuth2Refusal.invalidRequest(
        "The body must be " + FORM + " in UTF-8.",
        "the request is no form: " + problem + "; Content-Type: " + FORM + " is right");
  }
}
