package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.Mistake.About.HEADERS;
import static dev.gatehouse.mock.aws.sigv4.Mistake.signing;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients get wrong in the headers. */
final class HeaderMistakes {
  private HeaderMistakes() {}

  static List<Mistake> of(Suspect suspect) {
    List<Mistake> all = new ArrayList<>();
    host(suspect, all);
    values(suspect, all);
    lines(suspect, all);
    return all;
  }

  private static void host(Suspect suspect, List<Mistake> all) {
    ServerRequest request = suspect.request();
    String authority = request.header("Host").orElse(request.authority());
    String name = withoutPort(authority);
    String port = authority.substring(name.length());
    all.add(
        signing(
            HEADERS,
            "the host is signed without its port; it is signed as the Host header has it",
            in -> in.withHeaders(suspect.lines("host", name))));
    all.add(
        signing(
            HEADERS,
            "the host is signed with the port of the scheme, which the Host header leaves out",
            in -> in.withHeaders(suspect.lines("host", authority + ":80")),
            in -> in.withHeaders(suspect.lines("host", authority + ":443"))));
    String region = suspect.settings().region();
    String service = suspect.settings().service();
    List<String> others =
        Stream.concat(
                Stream.of("localhost", "127.0.0.1", "[::1]", "host.docker.internal")
                    .flatMap(other -> Stream.of(other + port, other)),
                Stream.concat(
                    Stream.of(
                        service + "." + region + ".amazonaws.com", service + ".amazonaws.com"),
                    request.headers("X-Forwarded-Host").stream().map(String::strip)))
            .toList();
    for (String other : others) {
      all.add(
          signing(
              HEADERS,
              "the host is signed as '"
                  + ReadHeaderClaim.shortened(other)
                  + "', but the Host header says '"
                  + ReadHeaderClaim.shortened(authority)
                  + "'; was it changed on the way, by a proxy?",
              in -> in.withHeaders(suspect.lines("host", other))));
    }
  }

  private static void values(Suspect suspect, List<Mistake> all) {
    ServerRequest request = suspect.request();
    all.add(
        signing(
            HEADERS,
            "header values are not trimmed; spaces at their ends go, runs of spaces become one",
            in -> in.withHeaders(untrimmed(suspect, "", "")),
            in -> in.withHeaders(untrimmed(suspect, " ", "")),
            in -> in.withHeaders(untrimmed(suspect, "", " "))));
    for (String name : suspect.claim().signedHeaders()) {
      List<String> values = request.headers(name).stream().map(String::strip).toList();
      if (values.size() > 1) {
        all.add(
            signing(
                HEADERS,
                "the repeated header "
                    + name
                    + " is signed with one of its values, or joined otherwise than by a comma"
                    + " alone; all of them, in their order, joined by ',' is right",
                in -> in.withHeaders(suspect.lines(name, values.get(0))),
                in -> in.withHeaders(suspect.lines(name, values.get(values.size() - 1))),
                in -> in.withHeaders(suspect.lines(name, String.join(", ", values))),
                in ->
                    in.withHeaders(
                        suspect.lines(
                            name, values.stream().sorted().collect(Collectors.joining(","))))));
      }
    }
    if (suspect.claim().signedHeaders().contains("content-type")) {
      String type = request.header("Content-Type").orElse("");
      int semicolon = type.indexOf(';');
      all.add(
          signing(
              HEADERS,
              "another content-type is signed than sent; did the HTTP client add or change its"
                  + " charset after signing?",
              in ->
                  in.withHeaders(
                      suspect.lines(
                          "content-type",
                          semicolon < 0 ? type : type.substring(0, semicolon).strip())),
              in -> in.withHeaders(suspect.lines("content-type", type + "; charset=utf-8")),
              in -> in.withHeaders(suspect.lines("content-type", type + "; charset=UTF-8")),
              in -> in.withHeaders(suspect.lines("content-type", ""))));
    }
  }

  private static void lines(Suspect suspect, List<Mistake> all) {
    List<String> signed = suspect.claim().signedHeaders();
    all.add(
        signing(
            HEADERS,
            "the empty line between the headers and the signed headers is missing",
            in -> in.withHeaders(in.headers().replaceFirst("\n$", ""))));
    all.add(
        signing(
            HEADERS,
            "header names are signed in the case they were sent in; lower case is right",
            in -> in.withHeaders(asSent(suspect, false))));
    all.add(
        signing(
            HEADERS,
            "headers are signed in the order they were sent in; sorted by name is right",
            in -> in.withHeaders(asSent(suspect, true))));
    all.add(
        signing(
            HEADERS,
            "the session token is not signed; add X-Amz-Security-Token before signing",
            in ->
                in.withHeaders(
                    suspect.lines(without(signed, "x-amz-security-token")),
                    without(signed, "x-amz-security-token")),
            in -> in.withQuery(suspect.signedQuery().without("X-Amz-Security-Token").canonical())));
  }

  private static String untrimmed(Suspect suspect, String before, String after) {
    return suspect.claim().signedHeaders().stream()
        .map(
            name ->
                name
                    + ":"
                    + before
                    + String.join(",", suspect.request().headers(name))
                    + after
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String asSent(Suspect suspect, boolean lowerCase) {
    return suspect.request().fields().stream()
        .filter(field -> suspect.claim().signedHeaders().contains(lower(field)))
        .map(
            field -> (lowerCase ? lower(field) : field.name()) + ":" + field.value().strip() + "\n")
        .collect(Collectors.joining());
  }

  private static String lower(Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> without(List<String> names, String name) {
    return names.stream().filter(each -> !each.equals(name)).toList();
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
