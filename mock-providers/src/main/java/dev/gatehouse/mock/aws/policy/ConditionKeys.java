package dev.gatehouse.mock.aws.policy;

import java.util.Locale;
import java.util.Set;

/**
 * The condition keys policies may use (AWS documentation: "AWS global condition context keys", "IAM
 * and AWS STS condition context keys"). Those about organizations, VPCs and calling services are
 * known, and no request has them: here are none.
 */
final class ConditionKeys {
  private static final Set<String> KNOWN =
      Set.of(
          "aws:assumedroot",
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:currenttime",
          "aws:epochtime",
          "aws:federatedprovider",
          "aws:multifactorauthage",
          "aws:multifactorauthpresent",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalisawsservice",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalservicename",
          "aws:principalservicenameslist",
          "aws:principaltype",
          "aws:referer",
          "aws:requestedregion",
          "aws:resourceaccount",
          "aws:resourceorgid",
          "aws:resourceorgpaths",
          "aws:securetransport",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceidentity",
          "aws:sourceip",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourcevpc",
          "aws:sourcevpcarn",
          "aws:sourcevpce",
          "aws:tagkeys",
          "aws:tokenissuetime",
          "aws:useragent",
          "aws:userid",
          "aws:username",
          "aws:viaawsservice",
          "aws:vpcsourceip",
          "sts:durationseconds",
          "sts:externalid",
          "sts:rolesessionname",
          "sts:sourceidentity",
          "sts:transitivetagkeys");

  private static final Set<String> MANY =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:principalservicenameslist",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:tagkeys",
          "sts:transitivetagkeys");

  private static final Set<String> PREFIXES =
      Set.of("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/");

  private ConditionKeys() {}

  /** A key with a provider before its colon is one of a web identity: {@code example.org:sub}. */
  static boolean isKnown(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    boolean own = lower.startsWith("aws:") || lower.startsWith("sts:");
    return own
        ? KNOWN.contains(lower)
            || PREFIXES.stream().anyMatch(one -> lower.startsWith(one) && !lower.equals(one))
        : lower.matches("[a-z0-9._/:%-]+:(aud|sub|amr|oaud)");
  }

  /** Whether a request may have several values of it. */
  static boolean hasManyValues(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return MANY.contains(lower) || lower.endsWith(":amr");
  }
}
