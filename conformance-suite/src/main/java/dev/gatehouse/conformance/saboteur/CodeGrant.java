package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6749, sections 4.1 and 6: a token for a user who logs in, renewed without the user for as
 * long as there is a refresh token.
 */
final class CodeGrant implements TokenSource, AutoCloseable {
  private static final int STORM = 20;

  private final Settings given;
  private final ClientSettings limits;
  private final IssuerMetadata metadata;
  private final TokenEndpoint endpoint;
  private final @Nullable Flaw flaw;
  private final Queue<LoopbackReceiver> leftOpen = new ConcurrentLinkedQueue<>();
  private volatile @Nullable String refreshToken;

  CodeGrant(
      Settings given,
      ClientSettings limits,
      IssuerMetadata metadata,
      TokenEndpoint endpoint,
      @Nullable Flaw flaw) {
    this.given = given;
    this.limits = limits;
    this.metadata = metadata;
    this.endpoint = endpoint;
    this.flaw = flaw;
  }

  @Override
  public Token fetch() {
    String held = refreshToken;
    if (held == null) {
      return keep(login());
    }
    try {
      return keep(refreshed(held));
    } catch (Failure e) {
      if (!"invalid_grant".equals(e.error()) || flaw == Flaw.REFRESH_INVALID_GRANT) {
        throw e;
      }
      refreshToken = null;
      return keep(login());
    }
  }

  /** RFC 6749, section 6: a new refresh token takes the place of the old one. */
  private Token keep(Token token) {
    if (token.refreshToken() != null && (refreshToken == null || flaw != Flaw.REFRESH_ROTATION)) {
      refreshToken = token.refreshToken();
    }
    return token;
  }

  private Token refreshed(String held) {
    Form form = Form.of("grant_type", "refresh_token").with("refresh_token", held);
    for (int attempt = 1; ; attempt++) {
      try {
        return endpoint.ask(form, given.texts("scopes"));
      } catch (Failure e) {
        if (flaw != Flaw.REFRESH_INVALID_GRANT || attempt == STORM) {
          throw e;
        }
      }
    }
  }

  private Token login() {
    if (given.has("redirectUri")) {
      return login(given.uri("redirectUri"), null);
    }
    LoopbackReceiver receiver = new LoopbackReceiver(flaw);
    try {
      return login(receiver.redirectUri(), receiver);
    } finally {
      if (flaw == Flaw.CODE_LOOPBACK) {
        leftOpen.add(receiver);
      } else {
        receiver.close();
      }
    }
  }

  private Token login(URI redirectUri, @Nullable LoopbackReceiver receiver) {
    URI identifier = limits.issuer();
    Issuer issuer =
        identifier == null
            ? new Issuer.At(Target.of(given.uri("authorizationUri")))
            : metadata.of(identifier);
    AuthorizationRequest request = AuthorizationRequest.create(given, redirectUri, flaw);
    URI redirected = redirected(request, receiver);
    String code = new AuthorizationResponse(request, issuer, redirected, flaw).code();
    Form form =
        Form.of("grant_type", "authorization_code")
            .with("code", code)
            .with("redirect_uri", redirectUri + (flaw == Flaw.CODE_REDIRECT_URI ? "/" : ""));
    return redeemed(
        flaw == Flaw.CODE_PKCE_SENT ? form : form.with("code_verifier", request.pkce().verifier()));
  }

  private URI redirected(AuthorizationRequest request, @Nullable LoopbackReceiver receiver) {
    try {
      return limits
          .userAgent()
          .authorize(request.uri(), request.redirectUri())
          .orElseGet(() -> awaited(receiver));
    } catch (IOException e) {
      throw new Failure(Kind.AUTHENTICATION, "the user could not be sent to the login", e);
    }
  }

  private URI awaited(@Nullable LoopbackReceiver receiver) {
    if (receiver == null) {
      throw new Failure(Kind.AUTHENTICATION, "the user went back to where nobody listens");
    }
    return receiver.redirected(limits.totalTimeout());
  }

  /** A code is good for one request, even when there was no answer to it (section 4.1.2). */
  private Token redeemed(Form form) {
    List<String> scopes = given.texts("scopes");
    try {
      return endpoint.ask(form, scopes);
    } catch (Failure e) {
      if (flaw == Flaw.CODE_ONCE && e.getCause() instanceof Failure) {
        return endpoint.ask(form, scopes);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    leftOpen.forEach(LoopbackReceiver::close);
  }
}
