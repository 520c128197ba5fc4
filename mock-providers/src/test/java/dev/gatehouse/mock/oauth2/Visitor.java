package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser without a window and without a socket: it keeps cookies and sends forms. */
final class Visitor {
  private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"(\\w+)\"");
  private static final Pattern INTERACTION =
      Pattern.compile("name=\"interaction\" value=\"([A-Za-z0-9_-]{43})\"");

  private final OAuth2Provider provider;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  Visitor(OAuth2Provider provider) {
    this.provider = provider;
  }

  /** The same cookies from now on, in a browser of its own. */
  Visitor copy() {
    Visitor other = new Visitor(provider);
    other.cookies.putAll(cookies);
    return other;
  }

  void forgetCookies() {
    cookies.clear();
  }

  Map<String, String> cookies() {
    return cookies;
  }

  Reply get(String path, Map<String, String> parameters) {
    return send("GET", path, form(parameters), "");
  }

  Reply post(String path, Map<String, String> form) {
    return send("POST", path, null, form(form));
  }

  /** Fills the form of a page and presses a button. */
  Reply submit(Reply page, Map<String, String> fields) {
    Map<String, String> form = new LinkedHashMap<>();
    if (body(page).contains("name=\"interaction\"")) {
      form.put("interaction", interaction(page));
    }
    form.putAll(fields);
    return post(find(ACTION, page), form);
  }

  Reply logIn(Reply page, String username, String password) {
    return submit(page, Map.of("username", username, "password", password, "action", "login"));
  }

  static String interaction(Reply page) {
    return find(INTERACTION, page);
  }

  private static String find(Pattern pattern, Reply page) {
    Matcher matcher = pattern.matcher(body(page));
    assertThat(matcher.find()).describedAs("%s in %s", pattern, body(page)).isTrue();
    return matcher.group(1);
  }

  private Reply send(String method, String path, String query, String body) {
    List<Field> fields = new ArrayList<>();
    if (method.equals("POST")) {
      fields.add(new Field("Content-Type", Fixture.FORM));
    }
    if (!cookies.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      fields.add(new Field("Cookie", String.join("; ", pairs)));
    }
    String whole = "/oauth2/default/" + path;
    Reply reply =
        provider
            .endpoint(whole)
            .orElseThrow()
            .answer(
                new ServerRequest(
                    method,
                    "http",
                    "127.0.0.1:1",
                    whole,
                    query,
                    fields,
                    body.getBytes(StandardCharsets.UTF_8)));
    reply.response().fields().stream()
        .filter(field -> field.name().equals("Set-Cookie"))
        .forEach(field -> keep(field.value()));
    return reply;
  }

  private void keep(String cookie) {
    assertThat(cookie).contains("; HttpOnly; SameSite=Lax");
    String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  static String form(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return String.join("&", pairs);
  }

  static String body(Reply page) {
    return new String(page.response().body(), StandardCharsets.UTF_8);
  }

  /** What a redirect tells the client. */
  static Map<String, String> answer(Reply reply) {
    assertThat(reply.response().status()).describedAs(body(reply)).isEqualTo(303);
    String location = header(reply, "Location");
    Map<String, String> answer = new LinkedHashMap<>();
    for (String pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** A page, and which: by its main heading. */
  static void shows(Reply reply, String heading) {
    assertThat(header(reply, "Location")).isEmpty();
    assertThat(header(reply, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(body(reply)).contains("<h1>" + heading + "</h1>");
  }
}
