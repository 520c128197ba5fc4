package dev.gatehouse.mock.journal;

import dev.gatehouse.mock.exchange.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hides secrets before they reach the journal. Names compare without case. */
public final class Mask {
  private static final String HIDDEN = "***";

  /** Kept before the hidden rest, since it says how a client tried to log in. */
  private static final Set<String> SCHEMES =
      names(
          "Basic",
          "Bearer",
          "Digest",
          "DPoP",
          "NTLM",
          "Negotiate",
          "OAuth",
          "Token",
          "ApiKey",
          "AWS4-HMAC-SHA256",
          "AWS4-ECDSA-P256-SHA256");

  private static final Set<String> AUTHORIZATION = names("Authorization", "Proxy-Authorization");

  private static final Set<String> HEADERS =
      names(
          "Cookie",
          "Set-Cookie",
          "X-Api-Key",
          "Api-Key",
          "X-Auth-Token",
          "X-Amz-Security-Token",
          "Ocp-Apim-Subscription-Key");

  private static final Set<String> PARAMETERS =
      names(
          "access_token",
          "actor_token",
          "api_key",
          "apikey",
          "assertion",
          "client_assertion",
          "client_secret",
          "code",
          "code_verifier",
          "device_code",
          "id_token",
          "id_token_hint",
          "password",
          "passwd",
          "refresh_token",
          "secret",
          "subject_token",
          "token",
          "TokenCode",
          "WebIdentityToken",
          "X-Amz-Security-Token",
          "X-Amz-Signature");

  private final Set<String> headers;
  private final Set<String> parameters;

  private Mask(Set<String> headers, Set<String> parameters) {
    this.headers = headers;
    this.parameters = parameters;
  }

  /** What is always hidden: Authorization, cookies and the usual names of credentials. */
  public static Mask standard() {
    return new Mask(HEADERS, PARAMETERS);
  }

  /** The same, hiding more. */
  public Mask and(Collection<String> moreHeaders, Collection<String> moreParameters) {
    return new Mask(union(headers, moreHeaders), union(parameters, moreParameters));
  }

  /** Header fields without their secrets. */
  public List<Field> fields(List<Field> fields) {
    return fields.stream().map(this::field).toList();
  }

  private Field field(Field field) {
    String name = field.name();
    if (headers.contains(name)) {
      return new Field(name, HIDDEN);
    }
    if (AUTHORIZATION.contains(name)) {
      return new Field(name, authorization(field.value()));
    }
    if (name.equalsIgnoreCase("Referer") && field.value().indexOf('?') >= 0) {
      int mark = field.value().indexOf('?');
      return new Field(
          name,
          field.value().substring(0, mark + 1) + parameters(field.value().substring(mark + 1)));
    }
    return field;
  }

  private static String authorization(String value) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    return SCHEMES.contains(scheme) ? scheme + " " + HIDDEN : HIDDEN;
  }

  /** A raw query without its secrets; null stays null. */
  public @Nullable String query(@Nullable String query) {
    return query == null ? null : parameters(query);
  }

  private String parameters(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(this::parameter)
        .collect(Collectors.joining("&"));
  }

  private String parameter(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      return parameter;
    }
    String name = parameter.substring(0, equals);
    return parameters.contains(decoded(name)) ? name + "=" + HIDDEN : parameter;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }

  private static Set<String> names(String... names) {
    return union(Set.of(), List.of(names));
  }

  private static Set<String> union(Set<String> some, Collection<String> more) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(some);
    all.addAll(more);
    return all;
  }
}
