package dev.gatehouse.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gets what an issuer publishes, over the connection's own wire; follows no redirect. */
final class IssuerDocuments {
  private static final long LONGEST = 1024 * 1024;

  private final ClientOptions options;
  private final Wire wire;
  private final Map<String, IssuerMetadata> known = new ConcurrentHashMap<>();

  IssuerDocuments(ClientOptions options, Wire wire) {
    this.options = options;
    this.wire = wire;
  }

  /**
   * Checks the issuer in the options, if there is one.
   *
   * @throws InvalidSettingException if it is none, or anyone on the way could change what it says
   */
  void requireIssuer() {
    options
        .issuer()
        .ifPresent(
            issuer -> {
              if (identifier(issuer.toString()).isEmpty()) {
                throw new InvalidSettingException(
                    "issuer", "it has to be a URI of http or https without query and fragment");
              }
              if (!options.cleartextCredentials()) {
                Cleartext.refuse("issuer", issuer);
              }
            });
  }

  /** RFC 8414, section 2. */
  private static Optional<URI> identifier(String issuer) {
    return HttpLocation.parse(issuer)
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null);
  }

  /**
   * The metadata of an issuer, from either of the two places there are for them; read once.
   *
   * @throws AuthorizationFailedException if there are none, or they are not its own
   */
  IssuerMetadata metadata(String issuer) {
    return known.computeIfAbsent(issuer, this::find);
  }

  private IssuerMetadata find(String issuer) {
    URI uri =
        identifier(issuer)
            .orElseThrow(
                () ->
                    new AuthorizationFailedException(
                        "the issuer is not a URI of http or https without query and fragment"));
    for (URI place : places(uri)) {
      Optional<Map<String, Object>> found = get(place);
      if (found.isPresent()) {
        return IssuerMetadata.read(issuer, found.get());
      }
    }
    throw new AuthorizationFailedException(
        "the issuer " + issuer + " publishes no metadata at " + places(uri));
  }

  /** The keys of an issuer as they are now, so that rotated keys are seen. */
  JWKSet keys(IssuerMetadata metadata) {
    URI uri =
        metadata
            .jwksUri()
            .orElseThrow(
                () ->
                    new AuthorizationFailedException(
                        "the metadata of the issuer " + metadata.issuer() + " have no jwks_uri"));
    try {
      Map<String, Object> json = get(uri).orElse(null);
      if (json != null) {
        return JWKSet.parse(json);
      }
    } catch (ParseException e) {
      // Falls through: the parser's message would quote the document.
    }
    throw new AuthorizationFailedException("there is no JSON Web Key Set at " + uri);
  }

  /** RFC 8414, section 3.1, and OpenID Connect Discovery 1.0, section 4.1. */
  private static List<URI> places(URI issuer) {
    String path = issuer.getRawPath().replaceFirst("/$", "");
    String origin = Origin.of(issuer).toString();
    return List.of(
        URI.create(origin + path + "/.well-known/openid-configuration"),
        URI.create(origin + "/.well-known/oauth-authorization-server" + path));
  }

  private Optional<Map<String, Object>> get(URI uri) {
    Cleartext.refuseForgery(uri, options);
    Outgoing request =
        new Outgoing(
            "GET",
            uri,
            List.of(new Headers.Field("Accept", "application/json")),
            false,
            Body.none());
    try (Deadline deadline = Deadline.in(options.totalTimeout());
        Answer answer = wire.send(request, deadline)) {
      return answer.status() == 200
          ? Optional.ofNullable(parse(WholeBody.read(answer.body(), LONGEST)))
          : Optional.empty();
    } catch (BrokenResponseException e) {
      throw new AuthorizationFailedException(request + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Map<String, Object> parse(byte[] body) {
    try {
      return JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      return null;
    }
  }
}
