package dev.gatehouse.mock.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a request sent by a client nobody here wrote. */
record Call(@Nullable HttpResponse<String> answer, @Nullable IOException failure, Duration took) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Call get(URI uri) {
    return send(HttpRequest.newBuilder(uri));
  }

  /** A token request, with a form and Basic. */
  static Call post(URI uri, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  static Call json(URI uri, String method, String body) {
    return send(HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)));
  }

  static Call send(HttpRequest.Builder request) {
    long started = System.nanoTime();
    HttpResponse<String> answer = null;
    IOException failure = null;
    try {
      answer =
          CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
    return new Call(answer, failure, Duration.ofNanos(System.nanoTime() - started));
  }

  HttpResponse<String> answered() {
    if (answer == null) {
      throw new AssertionError("no answer", failure);
    }
    return answer;
  }

  int status() {
    return answered().statusCode();
  }

  String body() {
    return answered().body();
  }

  String header(String name) {
    return answered().headers().firstValue(name).orElse("");
  }

  IOException failed() {
    if (failure == null) {
      throw new AssertionError("there was an answer: " + answer + " " + body());
    }
    return failure;
  }
}
