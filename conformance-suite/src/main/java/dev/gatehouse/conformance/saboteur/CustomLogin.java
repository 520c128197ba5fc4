package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.Hook;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other logins one after the other, and last the hook, which sees the request as it will be sent.
 */
final class CustomLogin implements Login {
  private final List<Login> parts;
  private final Hook hook;
  private final @Nullable Flaw flaw;
  private volatile @Nullable String first;

  CustomLogin(List<Login> parts, Hook hook, @Nullable Flaw flaw) {
    this.parts = parts;
    this.hook = hook;
    this.flaw = flaw;
  }

  @Override
  public Outgoing sign(Outgoing request) {
    Outgoing signed = request;
    for (Login part : parts) {
      signed = part.sign(signed);
    }
    return switch (hook) {
      case NONE -> signed;
      case DIGEST -> signed.without(Hook.DIGEST_HEADER).adding(Hook.DIGEST_HEADER, digest(signed));
      case FAILING -> failed(signed);
    };
  }

  private String digest(Outgoing request) {
    String before = first;
    if (flaw == Flaw.CUSTOM_EACH_ATTEMPT && before != null) {
      return before;
    }
    String digest =
        Hook.digest(request.method(), URI.create(request.target().toString()), request.body());
    first = digest;
    return digest;
  }

  private Outgoing failed(Outgoing unsigned) {
    if (flaw == Flaw.CUSTOM_FAIL_CLOSED) {
      return unsigned;
    }
    throw new Failure(Kind.AUTHENTICATION, "the login hook failed; nothing was sent");
  }
}
