package dev.gatehouse.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The region of an address of AWS's own, such as {@code
 * https://x.execute-api.eu-west-1.amazonaws.com} (AWS documentation: "AWS service endpoints").
 */
final class AwsRegion {
  private static final Pattern AWS =
      Pattern.compile("(.+)\\.(amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws|on\\.aws)");

  /** A label of its own; the last one counts, since the first can be a bucket's name. */
  private static final Pattern LABEL =
      Pattern.compile("(?:.*\\.)?(?:s3-)?([a-z]{2}(?:-[a-z]+)+-[0-9]+)(?:\\..*)?");

  /** These have one endpoint for all regions of the partition, and sign for this one. */
  private static final Pattern GLOBAL = Pattern.compile("(?:.*\\.)?(?:s3|sts|iam)");

  private AwsRegion() {}

  /**
   * The region to sign for.
   *
   * @param given as in the settings; null to read it from the base URI
   */
  static String of(@Nullable String given, URI baseUri) {
    return given != null
        ? given
        : in(baseUri)
            .orElseThrow(
                () ->
                    new InvalidSettingException(
                        "auth.region",
                        "missing, and the base URI does not tell it: it would have to look like"
                            + " https://SERVICE.REGION.amazonaws.com; give a region such as"
                            + " eu-central-1"));
  }

  /** The region's own endpoint of the Security Token Service. */
  static URI sts(String region) {
    return URI.create(
        "https://sts." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : ""));
  }

  /** The region an address is in; empty when it is not one of AWS's, or does not say. */
  static Optional<String> in(URI uri) {
    Matcher aws = AWS.matcher(uri.getHost().toLowerCase(Locale.ROOT));
    if (!aws.matches()) {
      return Optional.empty();
    }
    Matcher label = LABEL.matcher(aws.group(1));
    if (label.matches()) {
      return Optional.of(label.group(1));
    }
    return aws.group(2).equals("amazonaws.com") && GLOBAL.matcher(aws.group(1)).matches()
        ? Optional.of("us-east-1")
        : Optional.empty();
  }
}
