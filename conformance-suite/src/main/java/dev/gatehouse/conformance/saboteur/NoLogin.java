package dev.gatehouse.conformance.saboteur;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** No login at all, whatever else the machine or the JVM may know. */
final class NoLogin implements Login {
  private final @Nullable Flaw flaw;

  NoLogin(@Nullable Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public Outgoing sign(Outgoing request) {
    if (flaw != Flaw.NONE_NO_CREDENTIAL || Authenticator.getDefault() == null) {
      return request;
    }
    Target target = request.target();
    PasswordAuthentication ambient =
        Authenticator.requestPasswordAuthentication(
            target.host(), null, target.port(), target.scheme(), "", "basic");
    return ambient == null
        ? request
        : new BasicLogin(ambient.getUserName(), new String(ambient.getPassword()), null)
            .sign(request);
  }
}
