package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everybody there is in AWS, and their keys (AWS documentation: "AWS Identity and Access
 * Management").
 *
 * @since 0.1
 */
public final class Iam implements AccessKeys {
  private static final int MOST_SESSIONS = 100_000;

  private final InstantSource clock;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Map<String, Temporary> sessions = new ConcurrentHashMap<>();
  private final Queue<String> sessionOrder = new ConcurrentLinkedQueue<>();

  /**
   * Nobody yet.
   *
   * @param clock the server's time
   */
  public Iam(InstantSource clock) {
    this.clock = clock;
  }

  private record Key(AccessKey key, IamUser user, boolean active) {}

  private record Temporary(SessionCredentials credentials, IamSession session) {}

  /**
   * The account with this id, made when there is none.
   *
   * @param id twelve digits
   */
  public Account account(String id) {
    if (!id.matches("[0-9]{12}")) {
      throw new IllegalArgumentException("id: an account has twelve digits, not '" + id + "'");
    }
    return accounts.computeIfAbsent(id, any -> new Account(this, any));
  }

  /** The role with this ARN. */
  public Optional<Role> role(String arn) {
    String[] parts = arn.split(":", 6);
    if (parts.length != 6 || !parts[5].startsWith("role/")) {
      return Optional.empty();
    }
    return Optional.ofNullable(accounts.get(parts[4]))
        .flatMap(account -> account.role(parts[5].substring("role/".length())))
        .filter(role -> role.principal().arn().equals(arn));
  }

  @Override
  public Found find(String accessKeyId) {
    Temporary temporary = sessions.get(accessKeyId);
    if (temporary != null) {
      SessionCredentials credentials = temporary.credentials();
      return new Found.Active(
          credentials.secret(),
          temporary.session().principal(),
          Optional.of(new AccessKeys.Session(credentials.token(), credentials.expiry())));
    }
    Key key = keys.get(accessKeyId);
    if (key == null) {
      return new Found.Unknown();
    }
    Principal principal = key.user().principal();
    return key.active()
        ? new Found.Active(key.key().secret(), principal, Optional.empty())
        : new Found.Inactive(principal);
  }

  /** Whose policies count for a key. */
  public Optional<Identity> identity(String accessKeyId) {
    return session(accessKeyId)
        .map(IamSession::identity)
        .or(() -> Optional.ofNullable(keys.get(accessKeyId)).map(Key::user));
  }

  /** What temporary credentials stand for; empty for a user's own key. */
  public Optional<IamSession> session(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId)).map(Temporary::session);
  }

  /** The account a key belongs to. */
  public Optional<String> accountOf(String accessKeyId) {
    return session(accessKeyId)
        .map(session -> session.principal().accountId())
        .or(
            () ->
                Optional.ofNullable(keys.get(accessKeyId))
                    .map(key -> key.user().principal().accountId()));
  }

  /** Begins a session; the newest 100,000 are kept. */
  public SessionCredentials begin(IamSession session, Instant expiry) {
    SessionCredentials credentials =
        new SessionCredentials(
            UniqueIds.of("ASIA"), UniqueIds.secret(), UniqueIds.sessionToken(), expiry);
    sessions.put(credentials.accessKeyId(), new Temporary(credentials, session));
    sessionOrder.add(credentials.accessKeyId());
    while (sessions.size() > MOST_SESSIONS) {
      String oldest = sessionOrder.poll();
      if (oldest == null) {
        break;
      }
      sessions.remove(oldest);
    }
    return credentials;
  }

  /** Whether a one-time code is right, once. */
  public boolean acceptsCode(IamUser user, String serialNumber, String code) {
    return user.mfaDevice(serialNumber)
        .filter(device -> device.accepts(code, clock.instant()))
        .isPresent();
  }

  /** Ends every session; users, keys and roles stay. */
  public void endSessions() {
    sessions.clear();
    sessionOrder.clear();
  }

  synchronized AccessKey addKey(IamUser user, AccessKey key, int most) {
    long has = keys.values().stream().filter(known -> known.user() == user).count();
    if (has >= most) {
      throw new IllegalStateException(
          "Cannot exceed quota for AccessKeysPerUser: "
              + most
              + " (LimitExceeded); "
              + user.name()
              + " has to delete one first, inactive ones count too");
    }
    if (keys.putIfAbsent(key.id(), new Key(key, user, true)) != null) {
      throw new IllegalStateException("there is an access key " + key.id() + " already");
    }
    return key;
  }

  synchronized void setActive(String id, boolean active) {
    keys.computeIfPresent(id, (any, key) -> new Key(key.key(), key.user(), active));
  }

  synchronized void deleteKey(String id) {
    keys.remove(id);
  }
}
