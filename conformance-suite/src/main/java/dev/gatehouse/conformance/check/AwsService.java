package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.SignatureVerdict;
import dev.gatehouse.mock.aws.sigv4.SignatureVerifier;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A service of AWS that knows one user's key. It judges what a peer saw by the mock server's own
 * verifier, which the published test suite has proved.
 */
enum AwsService {
  /** Encodes paths twice, and normalises them. */
  API("execute-api", ServiceStyle.REST_JSON),
  /** Takes paths as they are. */
  S3("s3", ServiceStyle.S3),
  /** The Security Token Service. */
  STS("sts", ServiceStyle.QUERY);

  static final String REGION = "eu-central-1";
  static final String KEY_ID = "AKIACONFORMANCE00001";
  static final String SECRET = "conformance/secret+access/key";

  private static final AccessKeys KEYS =
      AccessKeys.of(
          KEY_ID,
          Secret.of(SECRET),
          new Principal(
              "210987654321",
              "arn:aws:iam::210987654321:user/conformance",
              "AIDACONFORMANCE00001"));

  private final String scopeName;
  private final ServiceStyle style;

  AwsService(String scopeName, ServiceStyle style) {
    this.scopeName = scopeName;
    this.style = style;
  }

  /** As in the credential scope. */
  String scopeName() {
    return scopeName;
  }

  /**
   * Why it would not take a request; empty when the signature holds.
   *
   * @return a line that says it, and for a wrong signature what ought to have been signed
   */
  Optional<String> refusal(SeenRequest seen) {
    SignatureVerifier verifier =
        new SignatureVerifier(
            VerifierSettings.of(style, REGION, scopeName), KEYS, InstantSource.system());
    return verifier.verify(received(seen)) instanceof SignatureVerdict.Refused refused
        ? Optional.of(refused.fault().explanation())
        : Optional.empty();
  }

  private static ServerRequest received(SeenRequest seen) {
    return new ServerRequest(
        seen.method(),
        "http",
        seen.header("Host").orElse(""),
        seen.path(),
        seen.query().isEmpty() ? null : seen.query(),
        seen.fields(),
        seen.body());
  }
}
