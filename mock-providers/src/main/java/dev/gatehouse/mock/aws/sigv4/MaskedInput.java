package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.journal.Mask;
import java.util.Objects;

/** What is signed without the secrets in it: session tokens, cookies and API keys of all kinds. */
final class MaskedInput {
  private MaskedInput() {}

  static SigningInput of(SigningInput input, ServerRequest request) {
    Mask mask = Mask.standard();
    ServerRequest masked =
        new ServerRequest(
            request.method(),
            request.scheme(),
            request.authority(),
            request.path(),
            request.query(),
            mask.fields(request.fields()),
            new byte[0]);
    return input
        .withHeaders(CanonicalHeaders.of(masked, input.signedHeaders()))
        .withQuery(Objects.requireNonNullElse(mask.query(input.query()), ""));
  }
}
