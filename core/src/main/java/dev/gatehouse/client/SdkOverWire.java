package dev.gatehouse.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Lets a client of the SDK call over the connection's own wire, so with the same trust and
 * timeouts; follows no redirect, and takes no answer with a document type declaration (CWE-611).
 */
record SdkOverWire(ClientOptions options, Wire wire) implements SdkHttpClient {
  private static final long LONGEST_ANSWER = 1024 * 1024;
  private static final Set<String> FRAMING =
      Set.of("host", "content-length", "transfer-encoding", "expect", "connection");

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return send(outgoing(request));
      }

      /** The deadline ends it. */
      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse send(Outgoing request) throws IOException {
    try (Deadline deadline = Deadline.in(options.totalTimeout());
        Answer answer = wire.send(request, deadline)) {
      byte[] body = WholeBody.read(answer.body(), LONGEST_ANSWER);
      DoctypeCheck.refuse(request.toString(), answer.status(), body);
      SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(answer.status());
      answer.fields().forEach(field -> response.appendHeader(field.name(), field.value()));
      return HttpExecuteResponse.builder()
          .response(response.build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }
  }

  private static Outgoing outgoing(HttpExecuteRequest execute) throws IOException {
    SdkHttpRequest request = execute.httpRequest();
    List<Headers.Field> headers =
        request.headers().entrySet().stream()
            .filter(header -> !FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .flatMap(
                header ->
                    header.getValue().stream()
                        .map(value -> new Headers.Field(header.getKey(), value)))
            .toList();
    return new Outgoing(request.method().name(), request.getUri(), headers, false, body(execute));
  }

  private static Body body(HttpExecuteRequest execute) throws IOException {
    Optional<ContentStreamProvider> content = execute.contentStreamProvider();
    if (content.isEmpty()) {
      return Body.none();
    }
    try (InputStream in = content.get().newStream()) {
      return new Body.Bytes(in.readAllBytes(), "application/x-www-form-urlencoded");
    }
  }

  @Override
  public String clientName() {
    return "Gatehouse";
  }

  /** The wire is the connection's. */
  @Override
  public void close() {}
}
