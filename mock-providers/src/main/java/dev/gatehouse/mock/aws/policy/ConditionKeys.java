package dev.gatehouse.mock.aws.policy;

import java.util.Locale;
import java.util.Set;

/** The condition keys policies may use (AWS documentation: "AWS global condition context keys"). */
final class ConditionKeys {
  private static final Set<String> KNOWN =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:federatedprovider",
          "aws:multifactorauthage",
          "aws:multifactorauthpresent",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principaltype",
          "aws:requestedregion",
          "aws:securetransport",
          "aws:sourceidentity",
          "aws:sourceip",
          "aws:tagkeys",
          "aws:tokenissuetime",
          "aws:useragent",
          "aws:userid",
          "aws:username",
          "sts:externalid",
          "sts:rolesessionname",
          "sts:sourceidentity",
          "sts:transitivetagkeys",
          "sts:durationseconds");

  private static final Set<String> PREFIXES = Set.of("aws:principaltag/", "aws:requesttag/");

  private ConditionKeys() {}

  /** A key with a provider before its colon is one of a web identity: {@code example.org:sub}. */
  static boolean isKnown(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    boolean own = lower.startsWith("aws:") || lower.startsWith("sts:");
    return own
        ? KNOWN.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith)
        : lower.matches("[a-z0-9._/:%-]+:(aud|sub|amr|azp|oaud|email)");
  }
}
