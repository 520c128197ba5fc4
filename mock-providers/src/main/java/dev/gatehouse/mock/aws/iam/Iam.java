package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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
  private final Map<String, WebIdentityIssuer> webIdentityIssuers = new ConcurrentHashMap<>();
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Set<String> deleted = new HashSet<>();
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

  /** Whom a key stands for, be it active, expired or neither; empty when there is none. */
  public Optional<Actor> actor(String accessKeyId) {
    Temporary temporary = sessions.get(accessKeyId);
    if (temporary != null) {
      IamSession session = temporary.session();
      return Optional.of(new Actor(session.principal(), session.identity(), Optional.of(session)));
    }
    return Optional.ofNullable(keys.get(accessKeyId))
        .map(Key::user)
        .map(user -> new Actor(user.principal(), user, Optional.empty()));
  }

  /**
   * Has roles' trust policies able to name an OpenID provider, as {@code Federated}, in every
   * account; one of the same issuer takes the place of the first.
   */
  public void trust(WebIdentityIssuer issuer) {
    webIdentityIssuers.put(issuer.issuer(), issuer);
  }

  /** The OpenID provider with this {@code iss}, if it is trusted. */
  public Optional<WebIdentityIssuer> webIdentityIssuer(String issuer) {
    return Optional.ofNullable(webIdentityIssuers.get(issuer));
  }

  /**
   * A gate's permission: the policies of the caller have to allow an action (AWS documentation:
   * "Policy evaluation logic").
   *
   * @param action for example {@code execute-api:Invoke}
   * @param resource the ARN of what is behind the gate
   */
  public SignatureGate.Permission mayPerform(String action, String resource) {
    return new MayPerform(this, clock, action, resource);
  }

  /** A gate's permission: only sessions of this role may call. */
  public SignatureGate.Permission sessionsOf(Role role) {
    return (caller, request) ->
        actor(caller.facts().accessKeyId()).filter(actor -> actor.identity() == role).isPresent()
            ? Optional.empty()
            : Optional.of(
                caller.principal().arn()
                    + " is no session of "
                    + role
                    + "; assume that role first, and sign with what it gives");
  }

  /** Begins a session; the newest 100,000 are kept. */
  public SessionCredentials begin(IamSession session, Instant expiry) {
    SessionCredentials credentials =
        new SessionCredentials(
            UniqueIds.accessKey("ASIA"), UniqueIds.secret(), UniqueIds.sessionToken(), expiry);
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

  /** Ends every session and forgets which one-time codes were used; users, keys, roles stay. */
  public void reset() {
    sessions.clear();
    sessionOrder.clear();
    accounts.values().forEach(Account::forgetUsedCodes);
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
    if (deleted.contains(key.id())
        || keys.putIfAbsent(key.id(), new Key(key, user, true)) != null) {
      throw new IllegalStateException("there is or was an access key " + key.id() + " already");
    }
    return key;
  }

  synchronized void setActive(IamUser user, String id, boolean active) {
    keys.put(id, new Key(own(user, id).key(), user, active));
  }

  synchronized void deleteKey(IamUser user, String id) {
    own(user, id);
    keys.remove(id);
    deleted.add(id);
  }

  private Key own(IamUser user, String id) {
    Key key = keys.get(id);
    if (key == null || key.user() != user) {
      throw new IllegalArgumentException(user + " has no access key " + id + " (NoSuchEntity)");
    }
    return key;
  }
}
