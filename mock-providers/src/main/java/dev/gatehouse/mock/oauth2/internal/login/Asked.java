package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked in their browser.
 *
 * @param client who asks
 * @param scopes what it wants to do
 * @param prompt how the person is to be bothered
 * @param expected who the person has to be
 * @param userCode what the device shows that asks; null when none does (RFC 8628, section 3.3)
 * @param outcome what comes of it
 */
public record Asked(
    RegisteredClient client,
    Set<String> scopes,
    Prompt prompt,
    Expected expected,
    @Nullable String userCode,
    Outcome outcome) {

  /** What comes of the person's answer. */
  public interface Outcome {
    /**
     * They allowed it.
     *
     * @param scopes some or all of those asked for
     */
    Reply allowed(Login login, Set<String> scopes);

    /** They did not, or could not. */
    Reply refused(OAuth2Refusal refusal);
  }
}
