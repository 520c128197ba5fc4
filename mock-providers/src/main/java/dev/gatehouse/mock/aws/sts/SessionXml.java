package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.answer.Xml;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** The parts that results with sessions have in common. */
final class SessionXml {
  private static final int LARGEST_POLICY = 2048;

  private SessionXml() {}

  static void credentials(Xml xml, SessionCredentials credentials) throws XMLStreamException {
    xml.element(
        "Credentials",
        inner ->
            inner
                .element("AccessKeyId", credentials.accessKeyId())
                .element("SecretAccessKey", credentials.secret().reveal())
                .element("SessionToken", credentials.token().reveal())
                .element(
                    "Expiration", credentials.expiry().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  static void assumedRoleUser(Xml xml, Principal session) throws XMLStreamException {
    xml.element(
        "AssumedRoleUser",
        inner -> inner.element("AssumedRoleId", session.userId()).element("Arn", session.arn()));
  }

  /** How much of the room for policies is used, in per cent; left out without a policy. */
  static void packedPolicySize(Xml xml, StsParameters parameters) throws XMLStreamException {
    List<String> policies = new ArrayList<>(SessionPolicies.arns(parameters));
    parameters.get("Policy").ifPresent(policies::add);
    if (!policies.isEmpty()) {
      int size = String.join("", policies).getBytes(StandardCharsets.UTF_8).length;
      xml.element(
          "PackedPolicySize",
          String.valueOf(Math.min(100, Math.max(1, 100 * size / LARGEST_POLICY))));
    }
  }
}
