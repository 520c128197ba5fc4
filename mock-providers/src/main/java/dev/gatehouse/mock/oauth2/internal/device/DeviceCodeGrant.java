package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.device.DeviceRequest.Decision;
import dev.gatehouse.mock.oauth2.internal.grant.CheckResource;
import java.time.InstantSource;
import java.util.Map;

/**
 * A device asks whether somebody has let it act for them (RFC 8628, sections 3.4 and 3.5).
 *
 * @param codes keeps the codes
 * @param clock tells whether it asks too often
 */
record DeviceCodeGrant(DeviceCodes codes, InstantSource clock) implements Grant {
  static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    String code =
        request
            .parameters()
            .get("device_code")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter device_code is missing.",
                        "the parameter device_code is missing"));
    DeviceRequest device = waiting(code, request.client().id());
    Authorization whole = allowed(device);
    Authorization narrowed =
        whole.withAudience(CheckResource.ofToken(request.parameters(), whole.audience()));
    redeem(code);
    return new Granted(narrowed, whole, Map.of());
  }

  /** A code that is this client's, unused and not too old. */
  private DeviceRequest waiting(String code, String clientId) throws OAuth2Refusal {
    Found<DeviceRequest> found = codes.deviceCodes().peek(code);
    if (found instanceof Found.Good<DeviceRequest> good) {
      if (!good.value().client().id().equals(clientId)) {
        throw refusal("the device code was issued to another client than " + clientId);
      }
      return good.value();
    }
    if (found instanceof Found.Used<DeviceRequest>) {
      throw used();
    }
    if (found instanceof Found.Expired<DeviceRequest> expired) {
      throw new OAuth2Refusal(
          400,
          "expired_token",
          "The device code has expired.",
          "grant",
          "the device code expired at " + expired.at() + "; the device has to ask for new codes");
    }
    throw refusal("no such device code was issued, or it was before a reset");
  }

  private Authorization allowed(DeviceRequest device) throws OAuth2Refusal {
    if (device.decision() instanceof Decision.Allowed allowed) {
      return allowed.authorization();
    }
    if (device.decision() instanceof Decision.Denied denied) {
      throw new OAuth2Refusal(
          400, "access_denied", "The user does not allow it.", "grant", denied.why());
    }
    if (device.asksTooSoon(clock.instant())) {
      throw new OAuth2Refusal(
          400,
          "slow_down",
          "The device asks too often.",
          "grant",
          "the device asked again too soon; from now on it has to wait "
              + device.interval().toSeconds()
              + " seconds each time, 5 more than before (RFC 8628, section 3.5)");
    }
    throw new OAuth2Refusal(
        400,
        "authorization_pending",
        "Nobody has let the device yet.",
        "grant",
        "nobody has entered the code of the device and allowed it yet; the device has to ask again"
            + " in "
            + device.interval().toSeconds()
            + " seconds");
  }

  /** Once, of however many who ask at the same time. */
  private void redeem(String code) throws OAuth2Refusal {
    if (!(codes.deviceCodes().redeem(code) instanceof Found.Good)) {
      throw used();
    }
  }

  private static OAuth2Refusal used() {
    return refusal("the device code was redeemed before; it is good once");
  }

  private static OAuth2Refusal refusal(String explanation) {
    return OAuth2Refusal.invalidGrant(
        "The device code is invalid, used, or not this client's.", explanation);
  }
}
