package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.answer.SeeOther;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way back to the client, proved to be its own (RFC 6749, sections 4.1.2 and 4.1.2.1).
 *
 * @param uri where to
 * @param sent whether the request named it
 * @param mode how
 * @param state goes back as it came
 * @param issuer goes along, so that the client can tell servers apart (RFC 9207)
 */
public record Redirection(
    String uri, boolean sent, ResponseMode mode, Optional<String> state, String issuer) {

  /** With a code. */
  Reply code(String code, String explanation) {
    return new Reply(answer(Map.of("code", code)), "authorization.success", explanation);
  }

  /** With an error. */
  public Reply error(OAuth2Refusal refusal) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", refusal.error());
    parameters.put("error_description", refusal.description());
    return new Reply(
        answer(parameters), refusal.event("authorization_request"), refusal.explanation());
  }

  private ServerResponse answer(Map<String, String> first) {
    Map<String, String> parameters = new LinkedHashMap<>(first);
    state.ifPresent(value -> parameters.put("state", value));
    parameters.put("iss", issuer);
    return switch (mode) {
      case QUERY -> redirect(uri.indexOf('?') < 0 ? "?" : "&", parameters);
      case FRAGMENT -> redirect("#", parameters);
      case FORM_POST -> form(parameters);
    };
  }

  private ServerResponse redirect(String separator, Map<String, String> parameters) {
    String encoded =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return SeeOther.to(uri + separator + encoded);
  }

  private ServerResponse form(Map<String, String> parameters) {
    List<Map<String, String>> fields =
        parameters.entrySet().stream()
            .map(entry -> Map.of("name", entry.getKey(), "value", entry.getValue()))
            .toList();
    return Pages.of(200, "form-post", Map.of("action", uri, "fields", fields));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
