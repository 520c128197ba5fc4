package dev.gatehouse.mock.aws.sts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What AWS's SDK sends, sent by the JDK's client: the SDK comes without one of its own here. */
final class JdkHttpClient implements SdkHttpClient {
  /** Those the JDK's client writes itself. */
  private static final Set<String> OWN = Set.of("host", "content-length", "expect");

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Prepared(request);
  }

  private final class Prepared implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;

    private Prepared(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      byte[] body;
      try (InputStream content =
          request
              .contentStreamProvider()
              .map(provider -> provider.newStream())
              .orElse(InputStream.nullInputStream())) {
        body = content.readAllBytes();
      }
      HttpRequest.Builder sent =
          HttpRequest.newBuilder(request.httpRequest().getUri())
              .method(
                  request.httpRequest().method().name(),
                  HttpRequest.BodyPublishers.ofByteArray(body));
      request
          .httpRequest()
          .forEachHeader(
              (name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> sent.header(name, value));
                }
              });
      try {
        HttpResponse<InputStream> response =
            client.send(sent.build(), HttpResponse.BodyHandlers.ofInputStream());
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .build())
            .responseBody(AbortableInputStream.create(response.body()))
            .build();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for " + sent.build().uri());
      }
    }

    @Override
    public void abort() {
      // A call here is short; nobody aborts one.
    }
  }

  @Override
  public void close() {
    // The JDK's client has nothing to be closed on Java 17.
  }
}
