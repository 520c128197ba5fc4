package dev.gatehouse.mock.stub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.github.tomakehurst.wiremock.common.Urls;
import com.github.tomakehurst.wiremock.http.ContentTypeHeader;
import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.multipart.PartParser;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as WireMock sees it: without what belongs to the gate, the body unpacked. Everything is
 * parsed at once, so that nothing can fail while stubs are matched.
 */
final class StubRequest implements Request {
  private final ServerRequest received;
  private final String url;
  private final String absoluteUrl;
  private final String clientIp;
  private final HttpHeaders headers;
  private final byte[] body;
  private final Charset charset;
  private final Map<String, QueryParameter> query;
  private final Map<String, FormParameter> form;
  private final Map<String, Cookie> cookies;
  private final @Nullable Collection<Part> parts;

  /**
   * @throws IllegalArgumentException if the query or the body is not what the request says it is
   */
  StubRequest(ServerRequest received, Unseen unseen) {
    this.received = received;
    @Nullable String seenQuery = unseen.query(received.query());
    this.url = withQuery(unseen.path(received.path()), seenQuery);
    this.absoluteUrl =
        withQuery(received.scheme() + "://" + received.authority() + received.path(), seenQuery);
    this.clientIp = received.header("X-Forwarded-For").orElse(received.clientAddress());
    this.headers =
        new HttpHeaders(
            received.fields().stream()
                .map(field -> new HttpHeader(field.name(), field.value()))
                .toList());
    this.charset = contentTypeHeader().isPresent() ? contentTypeHeader().charset() : UTF_8;
    this.body = UnpackedBody.of(received);
    this.query = Urls.splitQuery(seenQuery);
    this.form = isForm() ? FormBody.parse(getBodyAsString(), charset) : Map.of();
    this.cookies = CookieHeader.parse(received.headers("Cookie"));
    this.parts = isMultipart() ? parsedParts() : null;
  }

  private static String withQuery(String address, @Nullable String query) {
    return query == null ? address : address + "?" + query;
  }

  private Collection<Part> parsedParts() {
    try {
      return PartParser.parseFrom(this);
    } catch (Exception e) { // FileUploadException comes undeclared
      throw new IllegalArgumentException("the multipart body cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String getUrl() {
    return url;
  }

  @Override
  public String getAbsoluteUrl() {
    return absoluteUrl;
  }

  @Override
  public RequestMethod getMethod() {
    return RequestMethod.fromString(received.method().toUpperCase(Locale.ROOT));
  }

  @Override
  public String getScheme() {
    return received.scheme();
  }

  @Override
  public String getHost() {
    String authority = received.authority();
    int colon = portColon(authority);
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  @Override
  public int getPort() {
    String authority = received.authority();
    int colon = portColon(authority);
    if (colon < 0 || colon == authority.length() - 1) {
      return received.scheme().equals("https") ? 443 : 80;
    }
    return Integer.parseInt(authority.substring(colon + 1));
  }

  /** The colon before the port; those of an IPv6 address stand in brackets. */
  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  @Override
  public String getClientIp() {
    return clientIp;
  }

  @Override
  public @Nullable String getHeader(String key) {
    return received.header(key).orElse(null);
  }

  @Override
  public HttpHeader header(String key) {
    return headers.getHeader(key);
  }

  @Override
  public ContentTypeHeader contentTypeHeader() {
    return headers.getContentTypeHeader();
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public boolean containsHeader(String key) {
    return received.header(key).isPresent();
  }

  @Override
  public Set<String> getAllHeaderKeys() {
    return headers.keys();
  }

  @Override
  public QueryParameter queryParameter(String key) {
    return requireNonNullElse(query.get(key), QueryParameter.absent(key));
  }

  @Override
  public FormParameter formParameter(String key) {
    return requireNonNullElse(form.get(key), FormParameter.absent(key));
  }

  @Override
  public Map<String, FormParameter> formParameters() {
    return form;
  }

  @Override
  public Map<String, Cookie> getCookies() {
    return cookies;
  }

  @Override
  public byte[] getBody() {
    return body;
  }

  @Override
  public String getBodyAsString() {
    return new String(body, charset);
  }

  @Override
  public String getBodyAsBase64() {
    return Base64.getEncoder().encodeToString(body);
  }

  @Override
  public boolean isMultipart() {
    return mediaType().startsWith("multipart/");
  }

  private boolean isForm() {
    return mediaType().startsWith("application/x-www-form-urlencoded");
  }

  private String mediaType() {
    return received.header("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
  }

  /** Null when this is no multipart request, as WireMock's own requests have it. */
  @Override
  public @Nullable Collection<Part> getParts() {
    return parts;
  }

  @Override
  public @Nullable Part getPart(String name) {
    return parts == null
        ? null
        : parts.stream().filter(part -> name.equals(part.getName())).findFirst().orElse(null);
  }

  @Override
  public boolean isBrowserProxyRequest() {
    return false;
  }

  @Override
  public Optional<Request> getOriginalRequest() {
    return Optional.empty();
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }
}
