package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.credential.internal.Handles;
import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.device.DeviceRequest.Decision;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The devices that wait, each by the code it keeps and by the code it shows. */
final class DeviceCodes {
  private static final int MOST = 10_000;

  private final Ledger ledger;
  private final Duration interval;
  private final Handles<DeviceRequest> deviceCodes;
  private final Handles<DeviceRequest> userCodes;

  /**
   * @param ledger names what devices are allowed
   * @param interval how long a device has to wait between two questions
   */
  DeviceCodes(Ledger ledger, Duration interval, InstantSource clock) {
    this.ledger = ledger;
    this.interval = interval;
    deviceCodes = new Handles<>(clock, MOST);
    userCodes = new Handles<>(clock, MOST);
  }

  /** The two codes of a device. */
  record Codes(String deviceCode, String userCode) {}

  Codes issue(RegisteredClient client, Set<String> scopes, List<String> audience) {
    Duration lifetime = client.lifetimes().deviceCode();
    String userCode = UserCode.random();
    while (!(userCodes.peek(userCode) instanceof Found.Unknown)) {
      userCode = UserCode.random();
    }
    DeviceRequest request = new DeviceRequest(client, scopes, audience, userCode, interval);
    userCodes.issue(userCode, request, lifetime);
    return new Codes(deviceCodes.issue(request, lifetime), userCode);
  }

  Duration interval() {
    return interval;
  }

  /** By the code the device keeps, to which it is answered once. */
  Handles<DeviceRequest> deviceCodes() {
    return deviceCodes;
  }

  /** By the code the device shows, in its normal form. */
  Found<DeviceRequest> byUserCode(String normal) {
    return userCodes.peek(normal);
  }

  /** Somebody lets a device act for them; false if it is too late for that, or decided already. */
  boolean allow(DeviceRequest request, Login login, Set<String> scopes) {
    return decide(
        request,
        new Decision.Allowed(
            Authorization.ofUser(login, scopes, request.audience(), OpenIdRequest.NOTHING)
                .withId(ledger.tokens().nextAuthorization())));
  }

  /** Somebody does not; false as above. */
  boolean deny(DeviceRequest request, String why) {
    return decide(request, new Decision.Denied(why));
  }

  /** The code it shows is good for one decision. */
  private boolean decide(DeviceRequest request, Decision decision) {
    boolean first = userCodes.redeem(request.userCode()) instanceof Found.Good;
    if (first) {
      request.decide(decision);
    }
    return first;
  }

  /** Forgets all of them. */
  void reset() {
    deviceCodes.clear();
    userCodes.clear();
  }
}
