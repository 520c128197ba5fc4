package dev.gatehouse.mock.oauth2.internal.endpoint;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The endpoints of one issuer by their paths, each made when it is first asked. It is filled before
 * the first request and stays as it is.
 */
public final class EndpointTable {
  private static final String WELL_KNOWN = "/.well-known/";

  private final String issuerPath;
  private final String prefix;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, Function<String, Endpoint>> families = new LinkedHashMap<>();
  private final Map<String, String> published = new LinkedHashMap<>();

  /**
   * @param issuerPath the issuer's on the server, below which its endpoints are
   * @param prefix before it in public addresses, which a proxy may take away or leave; may be empty
   */
  public EndpointTable(String issuerPath, String prefix) {
    this.issuerPath = issuerPath;
    this.prefix = prefix;
  }

  /** One that metadata tells by this name. */
  public void put(String path, String name, Supplier<Endpoint> endpoint) {
    put(path, endpoint);
    published.put(name, path);
  }

  /** One that is reached from others, as those of forms are. */
  public void put(String path, Supplier<Endpoint> endpoint) {
    endpoints.put(issuerPath + path, new LazyEndpoint(endpoint));
  }

  /** One for everything below a path, made for what the request's path has after it. */
  public void putBelow(String path, Function<String, Endpoint> family) {
    families.put(issuerPath + path + "/", family);
  }

  /**
   * A document about the issuer, at the well-known place of RFC 8414, section 3.1, and below the
   * issuer, where clients made for OpenID Connect look (section 5).
   *
   * @param name of the well-known URI
   * @param alias another that is below the issuer only
   */
  public void putWellKnown(String name, String alias, Supplier<Endpoint> document) {
    Endpoint endpoint = new LazyEndpoint(document);
    endpoints.put(WELL_KNOWN + name + issuerPath, endpoint);
    endpoints.put(WELL_KNOWN + name + prefix + issuerPath, endpoint);
    endpoints.put(issuerPath + WELL_KNOWN + name, endpoint);
    endpoints.put(issuerPath + WELL_KNOWN + alias, endpoint);
  }

  /** The paths below the issuer that metadata tells, by their names there. */
  public Map<String, String> published() {
    return Collections.unmodifiableMap(published);
  }

  /** The one for a request's path; below the issuer there is always one, if only to say no. */
  public Optional<Endpoint> find(String path) {
    return local(
        !prefix.isEmpty() && path.startsWith(prefix + issuerPath)
            ? path.substring(prefix.length())
            : path);
  }

  private Optional<Endpoint> local(String path) {
    for (Map.Entry<String, Function<String, Endpoint>> family : families.entrySet()) {
      if (path.startsWith(family.getKey())) {
        return Optional.of(family.getValue().apply(path.substring(family.getKey().length())));
      }
    }
    Endpoint endpoint = endpoints.get(path);
    return endpoint == null && path.startsWith(issuerPath + "/")
        ? Optional.of(EndpointTable::notFound)
        : Optional.ofNullable(endpoint);
  }

  private static Reply notFound(ServerRequest request) {
    return new Reply(
        ServerResponse.json(404, "{\"error\":\"not_found\"}"),
        "endpoint.refused",
        "the authorization server has no such endpoint; its metadata lists those it has");
  }
}
