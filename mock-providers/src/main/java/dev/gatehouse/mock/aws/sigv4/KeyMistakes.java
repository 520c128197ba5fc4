package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.Mistake.deriving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What clients get wrong in the key, and in the lines of the string to sign. */
final class KeyMistakes {
  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "eu-west-1",
          "eu-central-1",
          "ap-southeast-1",
          "aws-global");

  private static final List<String> SERVICES =
      List.of("execute-api", "s3", "sts", "iam", "lambda", "dynamodb", "es", "sqs");

  private static final long DAY = 86_400;

  private KeyMistakes() {}

  static List<Mistake> of(Suspect suspect) {
    List<Mistake> all = new ArrayList<>();
    secret(suspect, all);
    scope(suspect, all);
    stringToSign(suspect, all);
    return all;
  }

  private static void secret(Suspect suspect, List<Mistake> all) {
    String secret = suspect.secret().reveal();
    all.add(
        new Mistake(
            Mistake.About.KEY,
            "the secret access key has white space at its start or end; trim it",
            attempt ->
                Stream.of(" %s", "%s ", " %s ", "%s\n", "%s\r\n", "%s\r", "%s\t", "\t%s")
                    .map(form -> attempt.withStart(prefixed(form.formatted(secret))))));
    all.add(
        deriving(
            "the secret access key stands in quotation marks; take them away",
            attempt -> attempt.withStart(prefixed('"' + secret + '"')),
            attempt -> attempt.withStart(prefixed("'" + secret + "'"))));
    all.add(
        deriving(
            "the secret access key is percent-encoded, or decoded where it was not; it is used as"
                + " it is",
            attempt -> attempt.withStart(prefixed(PercentEncoding.encode(secret))),
            attempt -> attempt.withStart(prefixed(secret.replace('+', ' '))),
            attempt -> attempt.withStart(prefixed(secret.replace("/", "\\/")))));
    all.add(
        deriving(
            "the secret access key is empty; is it read from where it is set?",
            attempt -> attempt.withStart(prefixed("")),
            attempt -> attempt.withStart(prefixed("null")),
            attempt -> attempt.withStart(prefixed("undefined"))));
    all.add(
        deriving(
            "the access key id is used for the secret access key",
            attempt -> attempt.withStart(prefixed(suspect.claim().accessKeyId()))));
    if (suspect.claim().algorithm() == Algorithm.V4) {
      all.add(
          deriving(
              "the derivation of the key starts from the secret alone; 'AWS4' has to stand before"
                  + " it",
              attempt -> attempt.withStart(secret)));
    }
  }

  private static void scope(Suspect suspect, List<Mistake> all) {
    CredentialScope right = suspect.claim().scope();
    if (suspect.claim().algorithm() == Algorithm.V4) {
      for (String region : REGIONS) {
        all.add(otherScope("region " + region, right.withRegion(region), right));
      }
    }
    for (String service : SERVICES) {
      all.add(otherScope("service " + service, right.withService(service), right));
    }
    Instant at = Timestamps.instant(suspect.claim().timestamp()).orElseThrow();
    for (long seconds : new long[] {-DAY, DAY}) {
      String date = Timestamps.basic(at.plusSeconds(seconds)).substring(0, 8);
      all.add(otherScope("date " + date, right.withDate(date), right));
    }
  }

  private static Mistake otherScope(String what, CredentialScope other, CredentialScope right) {
    return deriving(
        "it is made for the "
            + what
            + ", though the credential scope says "
            + right.text()
            + "; one scope throughout is right",
        attempt -> attempt.withKeyScope(other),
        attempt -> attempt.with(attempt.input().withScope(other)),
        attempt -> attempt.withKeyScope(other).with(attempt.input().withScope(other)));
  }

  private static void stringToSign(Suspect suspect, List<Mistake> all) {
    CredentialScope scope = suspect.claim().scope();
    String timestamp = suspect.claim().timestamp();
    Instant at = Timestamps.instant(timestamp).orElseThrow();
    all.add(
        deriving(
            "the string to sign has the whole credential where the credential scope belongs; leave"
                + " out the access key id",
            attempt ->
                attempt.with(
                    attempt
                        .input()
                        .withScope(
                            scope.withDate(suspect.claim().accessKeyId() + "/" + scope.date())))));
    all.add(
        deriving(
            "the string to sign has the time in another form; "
                + timestamp
                + ", as X-Amz-Date has it, is right",
            attempt -> attempt.with(attempt.input().withTimestamp(at.toString())),
            attempt -> attempt.with(attempt.input().withTimestamp(scope.date()))));
    all.add(
        deriving(
            "the string to sign has another second than X-Amz-Date; read the clock once for both",
            attempt -> attempt.with(attempt.input().withTimestamp(shifted(at, -1))),
            attempt -> attempt.with(attempt.input().withTimestamp(shifted(at, 1))),
            attempt -> attempt.with(attempt.input().withTimestamp(shifted(at, -2))),
            attempt -> attempt.with(attempt.input().withTimestamp(shifted(at, 2)))));
  }

  private static String shifted(Instant at, long seconds) {
    return Timestamps.basic(at.plusSeconds(seconds));
  }

  private static String prefixed(String secret) {
    return SigningKeys.PREFIX + secret;
  }
}
