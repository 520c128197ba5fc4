package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user of an account, with at most two access keys.
 *
 * @since 0.1
 */
public final class IamUser implements Identity {
  private static final int MOST_KEYS = 2;

  private final Iam iam;
  private final String name;
  private final Principal principal;
  private final List<Policy> policies = new CopyOnWriteArrayList<>();
  private final Map<String, MfaDevice> devices = new ConcurrentHashMap<>();

  IamUser(Iam iam, String accountId, String name) {
    this.iam = iam;
    this.name = name;
    this.principal =
        new Principal(
            accountId, "arn:aws:iam::" + accountId + ":user/" + name, UniqueIds.principal("AIDA"));
  }

  /** The name. */
  public String name() {
    return name;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  /**
   * Says what the user may do.
   *
   * @param json an identity policy in AWS's form
   * @throws dev.gatehouse.mock.aws.policy.MalformedPolicyException if it is none
   */
  public IamUser policy(String json) {
    policies.add(Policy.identity(json));
    return this;
  }

  @Override
  public List<Policy> policies() {
    return policies;
  }

  /**
   * A new key.
   *
   * @throws IllegalStateException if the user has two already, be they active or not
   */
  public AccessKey createAccessKey() {
    return createAccessKey(UniqueIds.accessKey("AKIA"), UniqueIds.secret());
  }

  /**
   * A key by this id and secret, for credentials that are documented.
   *
   * @param id 16 to 128 capital letters and digits
   * @throws IllegalStateException if the user has two keys already, be they active or not
   */
  public AccessKey createAccessKey(String id, Secret secret) {
    if (!id.matches("[A-Z0-9]{16,128}")) {
      throw new IllegalArgumentException(
          "id: 16 to 128 capital letters and digits are right for an access key id");
    }
    return iam.addKey(this, new AccessKey(id, secret), MOST_KEYS);
  }

  /**
   * Switches a key off or on again; off, it is refused and still counts.
   *
   * @throws IllegalArgumentException if the user has no such key
   */
  public void setActive(AccessKey key, boolean active) {
    iam.setActive(this, key.id(), active);
  }

  /**
   * Takes a key away for good: no other will have its id.
   *
   * @throws IllegalArgumentException if the user has no such key
   */
  public void delete(AccessKey key) {
    iam.deleteKey(this, key.id());
  }

  /**
   * Gives the user a device that makes one-time codes (RFC 6238).
   *
   * @param secret what the device and the server share, at least 16 bytes
   */
  public MfaDevice mfaDevice(byte[] secret) {
    String serial =
        "arn:aws:iam::" + principal.accountId() + ":mfa/" + name + "-" + (devices.size() + 1);
    MfaDevice device = new MfaDevice(serial, secret);
    devices.put(serial, device);
    return device;
  }

  /** The device with this serial number, if the user has it. */
  public Optional<MfaDevice> mfaDevice(String serialNumber) {
    return Optional.ofNullable(devices.get(serialNumber));
  }

  void forgetUsedCodes() {
    devices.values().forEach(MfaDevice::forgetUsedCodes);
  }

  @Override
  public String toString() {
    return principal.arn();
  }
}
