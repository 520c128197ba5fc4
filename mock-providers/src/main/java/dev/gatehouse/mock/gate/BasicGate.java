package dev.gatehouse.mock.gate;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.AuthorizationHeader;
import dev.gatehouse.mock.credential.internal.BasicCredentials;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Map;
import java.util.Optional;

/**
 * Lets in users who show name and password by the Basic scheme, in UTF-8 (RFC 7617).
 *
 * @since 0.1
 */
public final class BasicGate implements Gate {
  private static final Secret NOBODY = Secret.of("");

  private final String challenge;
  private final Map<String, Secret> users;

  /**
   * A gate for several users.
   *
   * @param realm the name of the protection space, printable US-ASCII
   * @param users passwords by user name
   * @throws IllegalArgumentException if a user name holds a colon, or any part a control character:
   *     Basic cannot carry those (RFC 7617, section 2)
   */
  public BasicGate(String realm, Map<String, Secret> users) {
    users.forEach(BasicGate::requireSendable);
    this.challenge = "Basic realm=" + Realm.quoted(realm) + ", charset=\"UTF-8\"";
    this.users = Map.copyOf(users);
  }

  /** A gate for one user. */
  public static BasicGate of(String username, Secret password) {
    return new BasicGate(Realm.DEFAULT, Map.of(username, password));
  }

  private static void requireSendable(String username, Secret password) {
    if (username.indexOf(':') >= 0) {
      throw new IllegalArgumentException("username: a colon cannot be sent by the Basic scheme");
    }
    if ((username + password.reveal()).chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "username or password: a control character cannot be sent by the Basic scheme");
    }
  }

  @Override
  public Verdict judge(ServerRequest request) {
    Optional<AuthorizationHeader> header;
    try {
      header = AuthorizationHeader.of(request);
    } catch (MalformedCredentialException e) {
      ServerResponse response = ApiError.badRequest("More than one Authorization field.");
      return new Verdict.Refused(e.reason(), e.explanation(), response);
    }
    if (header.isEmpty()) {
      return refused(
          "missing-credentials",
          "the request has no Authorization field; 'Basic ' and the Base64 of 'user:password' is"
              + " right");
    }
    if (!header.get().hasScheme("Basic")) {
      return refused(
          "wrong-scheme", "the Authorization field has another scheme; Basic is right here");
    }
    try {
      return judge(BasicCredentials.decode(header.get().credentials()));
    } catch (MalformedCredentialException e) {
      return refused(e.reason(), e.explanation());
    }
  }

  private Verdict judge(BasicCredentials came) {
    Secret password = users.getOrDefault(came.username(), NOBODY);
    boolean proved = ConstantTime.equal(password.reveal(), came.password());
    if (!users.containsKey(came.username())) {
      return refused("unknown-user", "there is no such user" + userHint(came));
    }
    if (!proved) {
      return refused("wrong-password", "the password is wrong" + hint(password, came.password()));
    }
    return new Verdict.Admitted(came.username(), Map.of("scheme", "Basic"));
  }

  private String userHint(BasicCredentials came) {
    if (users.containsKey(came.password())) {
      return ": user name and password are the wrong way round";
    }
    return users.keySet().stream()
        .flatMap(name -> NearMiss.explain(name, came.username()).stream())
        .findFirst()
        .map(hint -> ", but one is close: " + hint)
        .orElse("");
  }

  private static String hint(Secret right, String came) {
    return NearMiss.explain(right.reveal(), came).map(hint -> ": " + hint).orElse("");
  }

  private Verdict refused(String reason, String explanation) {
    return new Verdict.Refused(reason, explanation, ApiError.unauthorized(challenge));
  }
}
