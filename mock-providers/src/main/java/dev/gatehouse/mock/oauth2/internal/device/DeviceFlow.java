package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.login.Expected;
import dev.gatehouse.mock.oauth2.internal.login.People;
import java.time.Duration;
import java.time.InstantSource;

/** All that lets devices without a browser act for people (RFC 8628). */
public final class DeviceFlow {
  /** Where people enter a code, below the issuer: short, as they type it. */
  public static final String PAGE = "/device";

  private final DeviceCodes codes;
  private final People people;
  private final DevicePage page;
  private final InstantSource clock;

  /**
   * @param interval how long a device has to wait between two questions
   */
  public DeviceFlow(Ledger ledger, People people, Duration interval, InstantSource clock) {
    this.people = people;
    this.clock = clock;
    codes = new DeviceCodes(ledger, interval, clock);
    page = new DevicePage(codes, people.interaction(), clock);
  }

  /** How a device asks whether it is allowed. */
  public Grant grant() {
    return new DeviceCodeGrant(codes, clock);
  }

  /** Where a device asks for its codes. */
  public Endpoint authorization(ClientRequests requests, Issuers issuers) {
    return new DeviceAuthorizationEndpoint(requests, issuers, codes);
  }

  /** Where people enter the code it shows. */
  public Endpoint page() {
    return page;
  }

  /**
   * As if a user had allowed all that is asked.
   *
   * @throws IllegalArgumentException if no device waits with this code, or there is no such user
   */
  public void approve(String userCode, String username) {
    User user =
        people
            .users()
            .find(username)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no user "
                            + username
                            + "; there are: "
                            + people.users().usernames()));
    DeviceRequest request = waiting(userCode);
    requireFirst(
        codes.allow(
            request, people.interaction().newLogin(user, Expected.ANYTHING), request.scopes()),
        userCode);
  }

  /**
   * As if a user had denied it.
   *
   * @throws IllegalArgumentException if no device waits with this code
   */
  public void deny(String userCode) {
    requireFirst(
        codes.deny(waiting(userCode), "the device was denied, by the API of the mock"), userCode);
  }

  private DeviceRequest waiting(String userCode) {
    if (codes.byUserCode(UserCode.normal(userCode)) instanceof Found.Good<DeviceRequest> good) {
      return good.value();
    }
    throw none(userCode);
  }

  private static void requireFirst(boolean first, String userCode) {
    if (!first) {
      throw none(userCode);
    }
  }

  private static IllegalArgumentException none(String userCode) {
    return new IllegalArgumentException(
        "no device waits with the user code "
            + userCode
            + ": none shows it, it has expired, or it was decided already");
  }

  /** Forgets all devices and guesses. */
  public void reset() {
    codes.reset();
    page.reset();
  }
}
