package dev.gatehouse.client;

import java.util.List;
import java.util.Optional;

/** Asks the user's own {@link CustomAuthenticator} for every attempt. */
record CustomHook(CustomAuthenticator hook, Redaction redaction) implements Authenticator {
  private static final byte[] NOTHING = {};

  @Override
  public Outgoing authenticate(Outgoing request) {
    return request.withHeaders(checked(ask(request)));
  }

  private List<Headers.Field> ask(Outgoing request) {
    byte[] body = request.body() instanceof Body.Bytes bytes ? bytes.bytes().clone() : NOTHING;
    var attempt =
        new CustomAuthenticator.Attempt(request.method(), request.uri(), request.headers(), body);
    try {
      return List.copyOf(hook.authenticate(attempt));
    } catch (Exception e) {
      // Its message is the user's own and may quote the password: masked, and not chained.
      throw new CustomAuthenticatorException(
          "the custom authenticator failed with "
              + e.getClass().getName()
              + Optional.ofNullable(e.getMessage()).map(m -> ": " + redaction.of(m)).orElse("")
              + where(e)
              + "; nothing was sent");
    }
  }

  private static String where(Exception e) {
    return e.getStackTrace().length == 0 ? "" : " (at " + e.getStackTrace()[0] + ")";
  }

  private static List<Headers.Field> checked(List<Headers.Field> fields) {
    for (Headers.Field field : fields) {
      FieldSyntax.wrongName(field.name())
          .or(() -> FieldSyntax.wrongValue(field.value()))
          .ifPresent(
              problem -> {
                throw new CustomAuthenticatorException(
                    "the custom authenticator gave a header that cannot be sent: " + problem);
              });
    }
    return fields;
  }
}
