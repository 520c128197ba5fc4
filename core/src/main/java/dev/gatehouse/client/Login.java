package dev.gatehouse.client;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs a user in: to the authorization page and back, and then the code for tokens. */
final class Login implements AutoCloseable {
  private final AuthorizationCodeClient client;
  private final ClientOptions options;
  private final TokenEndpoint endpoint;
  private final IssuerDocuments documents;
  private final IdTokens idTokens;
  private final UserAgent agent;
  private @Nullable LoopbackReceiver receiver;
  private boolean closed;

  Login(
      AuthorizationCodeClient client,
      ClientOptions options,
      TokenEndpoint endpoint,
      IssuerDocuments documents,
      IdTokens idTokens,
      UserAgent agent) {
    this.client = client;
    this.options = options;
    this.endpoint = endpoint;
    this.documents = documents;
    this.idTokens = idTokens;
    this.agent = agent;
  }

  /**
   * One login, from the authorization request to verified tokens.
   *
   * @throws ConnectionException if there are none; a code that came is spent then
   */
  StoredTokens run() {
    ExpectedIssuer issuer = expectedIssuer();
    URI redirectUri = open();
    LoginAttempt attempt = LoginAttempt.of(client, redirectUri);
    return tokens(attempt, code(attempt, issuer));
  }

  private AuthorizationAnswer.Code code(LoginAttempt attempt, ExpectedIssuer issuer) {
    try {
      return AuthorizationAnswer.read(answer(attempt), attempt, issuer, attempt.redaction(client));
    } finally {
      hangUp();
    }
  }

  private ExpectedIssuer expectedIssuer() {
    return options
        .issuer()
        .<ExpectedIssuer>map(
            issuer -> new ExpectedIssuer.Known(documents.metadata(issuer.toString())))
        .orElseGet(() -> new ExpectedIssuer.Unknown(client));
  }

  private URI answer(LoginAttempt attempt) {
    return ask(attempt).orElseGet(() -> receiver().await(options.loginTimeout()));
  }

  private Optional<URI> ask(LoginAttempt attempt) {
    try {
      return agent.authorize(attempt.authorizationUri(client), attempt.redirectUri());
    } catch (ConnectionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Not chained: its message may quote the authorization URI, with the state.
      throw new AuthorizationFailedException(
          "the user was not logged in: "
              + Quote.of(
                  Optional.ofNullable(e.getMessage()).orElse(e.getClass().getName()),
                  attempt.redaction(client)));
    }
  }

  /** RFC 6749, section 4.1.3: the code is sent once, whatever comes of it. */
  private StoredTokens tokens(LoginAttempt attempt, AuthorizationAnswer.Code code) {
    TokenResponse response =
        endpoint.fetch(
            TokenGrant.code(
                code.value(), attempt.redirectUri(), attempt.verifier(), client.scopes()));
    return StoredTokens.of(response, Optional.empty(), subject(attempt, code, response));
  }

  private Optional<StoredTokens.Subject> subject(
      LoginAttempt attempt, AuthorizationAnswer.Code code, TokenResponse response) {
    if (!client.isOpenId()) {
      return Optional.empty();
    }
    Secret idToken =
        response
            .idToken()
            .orElseThrow(() -> IdTokens.refused("there is none, though openid was asked for"));
    return Optional.of(
        idTokens.verify(idToken, code.issuer(), attempt.nonce(), response.token().value()));
  }

  /** Listens where the user comes back to, unless that is elsewhere or the agent stops there. */
  private synchronized URI open() {
    refuseClosed();
    URI given = client.redirectUri();
    if (given != null && agent instanceof HeadlessBrowser) {
      return given;
    }
    receiver = LoopbackReceiver.open(given).orElse(null);
    return receiver == null ? requireNonNull(given) : receiver.redirectUri();
  }

  private synchronized LoopbackReceiver receiver() {
    refuseClosed();
    if (receiver == null) {
      throw new AuthorizationFailedException(
          "the user agent brought back no answer, and nothing listens at auth.redirectUri; use a"
              + " user agent that returns the URI, or a redirect URI such as"
              + " http://127.0.0.1:8085/callback");
    }
    return receiver;
  }

  private void refuseClosed() {
    if (closed) {
      throw new InvalidRequestException("the connection is closed; open another one");
    }
  }

  private synchronized void hangUp() {
    if (receiver != null) {
      receiver.close();
      receiver = null;
    }
  }

  /** Ends a login under way. */
  @Override
  public synchronized void close() {
    closed = true;
    hangUp();
  }
}
