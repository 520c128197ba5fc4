package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Requests signed by {@code curl} itself, 7.75 or later. They have no query, which some of its
 * versions sign unsorted.
 */
final class AwsCurlLine {
  /**
   * Takes the session's key and token out of the XML, with what every POSIX system has. They hold
   * nothing that a shell would read.
   */
  private static final String SESSION =
      "sed -n 's/.*<AccessKeyId>\\([^<]*\\)<.*<SecretAccessKey>\\([^<]*\\)<"
          + ".*<SessionToken>\\([^<]*\\)<.*/-u \\1:\\2 -H X-Amz-Security-Token:\\3/p'";

  private AwsCurlLine() {}

  /** A request signed with a key. */
  static String signed(
      String service, String region, String accessKeyId, Secret secret, String uri) {
    return "curl "
        + signature(service, region)
        + " -u "
        + ShellWord.of(accessKeyId + ":" + secret.reveal())
        + " "
        + ShellWord.of(uri);
  }

  /** A request signed in a session of a role, which another request begins. */
  static String inRole(AwsIamRoleAuth auth, String region, String uri) {
    URI sts = auth.stsEndpoint();
    String endpoint =
        sts == null ? "https://sts." + region + ".amazonaws.com/" : String.valueOf(sts);
    String form =
        "Action=AssumeRole&Version=2011-06-15&RoleSessionName=curl&RoleArn="
            + encoded(auth.roleArn())
            + "&ExternalId="
            + encoded(auth.externalId());
    return "curl "
        + signature(auth.service(), region)
        + " $(curl -s "
        + signature("sts", region)
        + " -u "
        + ShellWord.of(auth.accessKeyId() + ":" + auth.secretAccessKey().reveal())
        + " -d "
        + ShellWord.of(form)
        + " "
        + ShellWord.of(endpoint)
        + " | "
        + SESSION
        + ") "
        + ShellWord.of(uri);
  }

  private static String signature(String service, String region) {
    return "--aws-sigv4 " + ShellWord.of("aws:amz:" + region + ":" + service);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
