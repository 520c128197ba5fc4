package dev.gatehouse.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Gets tokens over the connection's own wire, so with the same trust; follows no redirect. */
final class TokenEndpoint {
  private static final long LONGEST_ANSWER = 1024 * 1024;

  private final TokenRequestForm form;
  private final ClientOptions options;
  private final Wire wire;

  TokenEndpoint(OAuth2Client client, ClientOptions options, Wire wire) {
    this.form = new TokenRequestForm(client);
    this.options = options;
    this.wire = wire;
  }

  /**
   * A new token.
   *
   * @throws TokenRequestException if the endpoint answers anything but a usable token
   */
  TokenResponse fetch(TokenGrant grant) {
    Outgoing request = form.request(grant);
    Instant requested = options.clock().instant();
    try (Deadline deadline = Deadline.in(options.totalTimeout());
        Answer answer = wire.send(request, deadline)) {
      return new TokenAnswer(
              request.toString(), form.redaction(grant), grant.implied(), answer.status())
          .read(WholeBody.read(answer.body(), LONGEST_ANSWER), requested);
    } catch (BrokenResponseException e) {
      throw new TokenRequestException(e.getMessage(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
