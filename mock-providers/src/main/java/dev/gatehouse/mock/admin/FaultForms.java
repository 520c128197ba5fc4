package dev.gatehouse.mock.admin;

import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.connection.internal.Names;
import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.TokenFault;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every fault as a JSON object: its {@code type}, and the fields of that type and no others. */
final class FaultForms {
  private static final Map<String, Form> FORMS = forms();

  private record Form(List<String> fields, Function<Fields, Fault> read) {}

  private FaultForms() {}

  /**
   * Reads a fault.
   *
   * @throws InvalidDocumentException naming the field that is wrong, and what would be right
   */
  static Fault read(Fields fields) {
    String type = fields.text("type");
    Form form = FORMS.get(type);
    if (form == null) {
      String meant =
          Names.nearest(type, FORMS.keySet())
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("");
      throw fields.invalid(
          "type",
          "unknown fault "
              + Names.quoted(type)
              + meant
              + " (known: "
              + String.join(", ", FORMS.keySet())
              + ")");
    }
    fields.only(form.fields().toArray(String[]::new));
    try {
      return form.read().apply(fields);
    } catch (InvalidDocumentException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Form> forms() {
    Map<String, Form> forms = new LinkedHashMap<>();
    add(forms, "delay", fields -> Fault.delay(duration(fields, "by")), "by");
    add(forms, "status", FaultForms::status, "status", "headers", "body");
    add(forms, "oauth-error", FaultForms::oauthError, "error", "description", "status");
    add(
        forms,
        "authorization-error",
        fields ->
            Fault.authorizationError(fields.text("error"))
                .description(fields.text("description", "")),
        "error",
        "description");
    add(forms, Fault.htmlBadGateway());
    add(
        forms,
        "too-many-requests",
        fields -> Fault.tooManyRequests(duration(fields, "retryAfter")),
        "retryAfter");
    add(
        forms,
        "redirect",
        fields -> Fault.redirect(fields.uri("location")).status(fields.number("status", 302)),
        "location",
        "status");
    add(forms, Fault.connectionReset());
    add(forms, Fault.malformedBody());
    add(forms, Fault.truncatedBody());
    add(
        forms,
        "oversized-body",
        fields -> Fault.oversizedBody(fields.number("bytes", Fault.oversizedBody().bytes())),
        "bytes");
    add(
        forms,
        "dripping-body",
        fields -> Fault.drippingBody(fields.number("parts", 10), duration(fields, "over")),
        "parts",
        "over");
    add(
        forms,
        "wrong-content-type",
        fields ->
            Fault.wrongContentType(
                fields.text("contentType", Fault.wrongContentType().contentType())),
        "contentType");
    for (TokenFault.Flaw flaw : TokenFault.Flaw.values()) {
      add(forms, flaw.type(), fields -> TokenFault.flawed(flaw).in(tokens(fields)), "in");
    }
    for (TokenFault.Lifetime lifetime : TokenFault.Lifetime.values()) {
      add(forms, TokenFault.expiresIn(lifetime));
    }
    add(forms, TokenFault.lowerCaseTokenType());
    add(forms, TokenFault.unknownTokenType());
    add(forms, TokenFault.noRefreshToken());
    add(forms, TokenFault.refreshTokenRefused());
    return forms;
  }

  /** One without any field. */
  private static void add(Map<String, Form> forms, Fault fault) {
    add(forms, fault.type(), fields -> fault);
  }

  private static void add(
      Map<String, Form> forms, String type, Function<Fields, Fault> read, String... fields) {
    List<String> known = new ArrayList<>(List.of("type"));
    known.addAll(Arrays.asList(fields));
    forms.put(type, new Form(known, read));
  }

  private static Fault status(Fields fields) {
    if (!fields.has("status")) {
      throw fields.invalid("status", "missing; it is required");
    }
    Fault.Status fault = Fault.status(fields.number("status", 0)).body(fields.text("body", ""));
    for (Fields header : fields.objects("headers")) {
      header.only("name", "value");
      fault = fault.header(header.text("name"), header.text("value"));
    }
    return fault;
  }

  private static Fault oauthError(Fields fields) {
    Fault.OAuthError fault =
        Fault.oauthError(fields.text("error")).description(fields.text("description", ""));
    return fault.status(fields.number("status", fault.status()));
  }

  private static TokenFault.Tokens tokens(Fields fields) {
    String text = fields.text("in", "all");
    return Arrays.stream(TokenFault.Tokens.values())
        .filter(tokens -> name(tokens).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                fields.invalid(
                    "in",
                    "has to be one of "
                        + Arrays.stream(TokenFault.Tokens.values())
                            .map(FaultForms::name)
                            .collect(Collectors.joining(", "))));
  }

  /** In the words of OAuth: {@code access_token}. */
  static String name(TokenFault.Tokens tokens) {
    return tokens.name().toLowerCase(Locale.ROOT);
  }

  private static Duration duration(Fields fields, String name) {
    try {
      return Duration.parse(fields.text(name));
    } catch (DateTimeException e) {
      throw fields.invalid(name, "has to be an ISO-8601 duration, such as PT2S or PT0.5S");
    }
  }
}
