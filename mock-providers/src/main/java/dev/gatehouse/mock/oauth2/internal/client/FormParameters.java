package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the parameters of a form or a query. Each comes once, and one without a value counts as
 * left out (RFC 6749, sections 3.1 and 3.2); those that extensions allow to come more often are
 * left alone.
 */
public final class FormParameters {
  /** RFC 8707, section 2; RFC 8693, section 2.1. */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  /** Names that may be told. One that nobody knows may be anything, even a secret. */
  private static final Set<String> KNOWN =
      Set.of(
          "grant_type",
          "scope",
          "client_id",
          "client_secret",
          "response_type",
          "redirect_uri",
          "state",
          "code",
          "code_verifier",
          "code_challenge",
          "refresh_token",
          "subject_token",
          "subject_token_type",
          "actor_token",
          "actor_token_type",
          "requested_token_type",
          "assertion",
          "username",
          "password",
          "device_code",
          "user_code",
          "interaction",
          "action");

  private FormParameters() {}

  /** A form is US-ASCII; all else is percent-encoded in it (RFC 6749, appendix B). */
  public static Parameters ofBody(byte[] body) throws OAuth2Refusal {
    for (byte octet : body) {
      if (octet < 0) {
        throw OAuth2Refusal.invalidRequest(
            "Malformed form.",
            "the body holds characters outside US-ASCII; they have to be percent-encoded as UTF-8");
      }
    }
    return of(new String(body, StandardCharsets.US_ASCII), "body");
  }

  /**
   * Reads a query.
   *
   * @param query as received, without its question mark
   */
  public static Parameters ofQuery(String query) throws OAuth2Refusal {
    return of(query, "query");
  }

  private static Parameters of(String encoded, String place) throws OAuth2Refusal {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, Integer> count = new LinkedHashMap<>();
    for (UrlEncodedForm.Parameter parameter : parse(encoded, place).parameters()) {
      String name = parameter.name();
      if (count.merge(name, 1, Integer::sum) > 1 && !REPEATABLE.contains(name)) {
        throw OAuth2Refusal.invalidRequest(
            "A parameter came more than once.",
            "a parameter came more than once, which RFC 6749, section 3.2 forbids"
                + (KNOWN.contains(name) ? ": " + name : ""));
      }
      if (!parameter.value().isEmpty()) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(parameter.value());
      }
    }
    return new Parameters(values);
  }

  private static UrlEncodedForm parse(String encoded, String place) throws OAuth2Refusal {
    try {
      return UrlEncodedForm.parse(encoded);
    } catch (MalformedCredentialException e) {
      throw OAuth2Refusal.invalidRequest(
          "Malformed form.", "in the " + place + ", " + e.explanation());
    }
  }
}
