package dev.gatehouse.mock.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** Somebody at a browser of their own, who fills in whatever form the server shows. */
final class Person {
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String username;
  private final String password;

  Person(String username, String password) {
    this.username = username;
    this.password = password;
  }

  /** Goes where a client sends them, logs in and allows it all; then the server sends them back. */
  URI allowsAt(URI address) {
    HttpResponse<String> consent = logsIn(get(address));
    HttpResponse<String> answer = submit(consent, Map.of("action", "allow"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  /** Enters the code that a device shows, logs in and allows it all. */
  void allowsTheDevice(URI page, String userCode) {
    HttpResponse<String> login = submit(get(page), Map.of("user_code", userCode));
    HttpResponse<String> consent = logsIn(login);
    assertThat(text(consent)).contains(userCode);
    HttpResponse<String> answer = submit(consent, Map.of("action", "allow"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).contains("Your device is connected");
  }

  private HttpResponse<String> logsIn(HttpResponse<String> page) {
    return submit(page, Map.of("username", username, "password", password, "action", "login"));
  }

  private HttpResponse<String> get(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  /** As the page has it filled in already, but for what they type and press. */
  private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> typed) {
    Document document = document(page);
    FormElement form = (FormElement) document.selectFirst("form");
    Objects.requireNonNull(form, () -> "no form in " + document.text());
    Map<String, String> fields = new LinkedHashMap<>();
    form.formData().forEach(field -> fields.put(field.key(), field.value()));
    fields.putAll(typed);
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(form.absUrl("action")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Document document(HttpResponse<String> page) {
    return Jsoup.parse(page.body(), page.uri().toString());
  }

  private static String text(HttpResponse<String> page) {
    return document(page).text();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
