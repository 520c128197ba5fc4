package dev.gatehouse.conformance.saboteur;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 6750: the token in the Authorization header; a refused one is replaced. */
final class BearerLogin implements Login {
  private final TokenSource source;
  private final TokenCache cache;
  private final @Nullable Flaw flaw;

  BearerLogin(TokenSource source, TokenCache cache, @Nullable Flaw flaw) {
    this.source = source;
    this.cache = cache;
    this.flaw = flaw;
  }

  @Override
  public Outgoing sign(Outgoing request) {
    String token = cache.get(source).value();
    if (flaw == Flaw.TOKEN_BEARER_PLACE) {
      String query = request.target().query();
      return request.to(
          request.target().withQuery((query == null ? "" : query + "&") + "access_token=" + token));
    }
    Outgoing bare =
        flaw == Flaw.HTTP_ONE_AUTHORIZATION ? request : request.without("Authorization");
    return bare.adding("Authorization", "Bearer " + token);
  }

  /** Only a Bearer challenge with invalid_token asks for a new token (RFC 6750, section 3.1). */
  @Override
  public boolean renews(Outgoing refused, Incoming refusal) {
    if (!Challenges.bearerError(refusal.all("WWW-Authenticate"), "invalid_token", flaw)) {
      return false;
    }
    if (flaw != Flaw.REFRESH_ONCE) {
      cache.dropTheOneIn(refused);
    }
    return true;
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return cache.grantedScopes();
  }

  @Override
  public void close() {
    if (source instanceof CodeGrant grant) {
      grant.close();
    }
  }
}
