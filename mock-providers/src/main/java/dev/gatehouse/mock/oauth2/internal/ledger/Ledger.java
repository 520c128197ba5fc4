package dev.gatehouse.mock.oauth2.internal.ledger;

import dev.gatehouse.mock.credential.internal.Handles;
import dev.gatehouse.mock.credential.internal.Remembered;
import java.time.InstantSource;
import java.util.Map;

/** Everything one issuer has issued and not forgotten. */
public final class Ledger {
  private final IssuedTokens tokens = new IssuedTokens();
  private final Handles<Code> codes;
  private final Handles<RefreshToken> refreshTokens;
  private final Handles<Map<String, Object>> opaqueTokens;
  private final Handles<PushedRequest> pushedRequests;
  private final UserAuthorizations userAuthorizations = new UserAuthorizations();
  private final Remembered assertions = new Remembered();
  private final Remembered grantAssertions = new Remembered();
  private final Remembered proofs = new Remembered();

  public Ledger(InstantSource clock) {
    codes = new Handles<>(clock);
    refreshTokens = new Handles<>(clock);
    opaqueTokens = new Handles<>(clock);
    pushedRequests = new Handles<>(clock);
  }

  /** Names, and what was revoked. */
  public IssuedTokens tokens() {
    return tokens;
  }

  public Handles<Code> codes() {
    return codes;
  }

  public Handles<RefreshToken> refreshTokens() {
    return refreshTokens;
  }

  /** The claims of opaque access tokens. */
  public Handles<Map<String, Object>> opaqueTokens() {
    return opaqueTokens;
  }

  /** Authorization requests sent ahead, by the end of their {@code request_uri}. */
  public Handles<PushedRequest> pushedRequests() {
    return pushedRequests;
  }

  /** Who allowed what. */
  public UserAuthorizations userAuthorizations() {
    return userAuthorizations;
  }

  /** The assertions by which clients proved themselves, each of which is good once. */
  public Remembered assertions() {
    return assertions;
  }

  /** The assertions that were changed for tokens, each of which is good once. */
  public Remembered grantAssertions() {
    return grantAssertions;
  }

  /** The DPoP proofs that came, each of which is good once. */
  public Remembered proofs() {
    return proofs;
  }

  /** Forgets all of it: what was issued before is refused from now on. */
  public void reset() {
    tokens.reset();
    codes.clear();
    refreshTokens.clear();
    opaqueTokens.clear();
    pushedRequests.clear();
    userAuthorizations.clear();
    assertions.clear();
    grantAssertions.clear();
    proofs.clear();
  }
}
