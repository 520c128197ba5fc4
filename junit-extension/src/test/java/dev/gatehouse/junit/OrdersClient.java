package dev.gatehouse.junit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client as users write it, with the JDK alone: the code under test of the README's example. */
final class OrdersClient {
  private static final Pattern ACCESS_TOKEN =
      Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final URI tokens;
  private final String credentials;

  OrdersClient(URI api, URI tokens, String clientId, String clientSecret) {
    this.api = api;
    this.tokens = tokens;
    String pair = encoded(clientId) + ":" + encoded(clientSecret);
    this.credentials = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The orders, as JSON. */
  String list() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + "/orders"))
            .header("Authorization", "Bearer " + token())
            .build();
    return accepted(http.send(request, BodyHandlers.ofString()));
  }

  private String token() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(tokens)
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    Matcher token = ACCESS_TOKEN.matcher(accepted(http.send(request, BodyHandlers.ofString())));
    if (!token.find()) {
      throw new IOException("the answer of " + tokens + " has no access_token");
    }
    return token.group(1);
  }

  private static String accepted(HttpResponse<String> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(response.uri() + " answered " + response.statusCode());
    }
    return response.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
