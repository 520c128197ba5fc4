package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Mismatch;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds out why a signature is wrong: it signs the request anew as clients with known mistakes do,
 * and names the mistake, or the two, that give the signature received.
 */
final class Diagnosis {
  private final ServerRequest request;
  private final QueryParameters query;
  private final Claim claim;
  private final SigningInput right;
  private final Secret secret;

  Diagnosis(
      ServerRequest request,
      QueryParameters query,
      Claim claim,
      SigningInput right,
      Secret secret) {
    this.request = request;
    this.query = query;
    this.claim = claim;
    this.right = right;
    this.secret = secret;
  }

  /** What a client signs, with which secret, and for which scope it derives the key. */
  private record Attempt(SigningInput input, String secret, CredentialScope keyScope) {
    Attempt with(SigningInput other) {
      return new Attempt(other, secret, keyScope);
    }

    Attempt withSecret(String other) {
      return new Attempt(input, other, keyScope);
    }

    Attempt withKeyScope(CredentialScope other) {
      return new Attempt(input, secret, other);
    }
  }

  /** One way to get it wrong. */
  private record Mistake(String words, Function<Attempt, Stream<Attempt>> made) {}

  /** The refusal, with the mistake if it is known. */
  Mismatch mismatch() {
    return new Mismatch(
        claim.accessKeyId(),
        ReadHeaderClaim.shortened(claim.signature()),
        right.canonicalRequest(),
        right.stringToSign(),
        explain());
  }

  private String explain() {
    if (!claim.signature().matches("[0-9a-f]{64}") && claim.algorithm() == Algorithm.V4) {
      return claim.signature().matches("[0-9A-Fa-f]{64}")
          ? "it is in upper-case hex; lower case is right"
          : "it is not 64 characters of lower-case hex";
    }
    List<Mistake> mistakes = mistakes();
    Attempt correct = new Attempt(right, secret.reveal(), right.scope());
    for (Mistake mistake : mistakes) {
      if (mistake.made().apply(correct).anyMatch(this::gives)) {
        return mistake.words();
      }
    }
    // Each try of SigV4A costs a curve operation, and pairs are many.
    int first = claim.algorithm() == Algorithm.V4A ? mistakes.size() : 0;
    for (int i = first; i < mistakes.size(); i++) {
      for (int j = i + 1; j < mistakes.size(); j++) {
        Mistake second = mistakes.get(j);
        if (mistakes.get(i).made().apply(correct).flatMap(second.made()).anyMatch(this::gives)) {
          return mistakes.get(i).words() + "; and " + second.words();
        }
      }
    }
    return "no known mistake explains it; is the secret access key the right one? Compare the"
        + " client's canonical request with this one";
  }

  private boolean gives(Attempt attempt) {
    String toSign = attempt.input().stringToSign();
    Signer signer =
        claim.algorithm() == Algorithm.V4
            ? new Signer.Hmac(SigningKeys.derive(attempt.secret(), attempt.keyScope()))
            : new Signer.Ecdsa(V4aPublicKey.of(claim.accessKeyId(), attempt.secret()));
    return signer.verifies(toSign, claim.signature());
  }

  private List<Mistake> mistakes() {
    List<Mistake> all = new ArrayList<>();
    all.add(
        input(
            "query parameters are not sorted",
            in -> Stream.of(in.withQuery(signedQuery().unsorted()))));
    all.add(
        input(
            "query parameters are sorted by name only, and not by value as well",
            in -> Stream.of(in.withQuery(signedQuery().sortedByNameOnly()))));
    all.add(input("the query is left out", in -> Stream.of(in.withQuery(""))));
    all.add(
        input(
            "the query is signed as it stands in the URI, not encoded anew",
            in -> Stream.ofNullable(request.query()).map(in::withQuery)));
    all.add(
        input(
            "a space in the query is signed as '+'; '%20' is right",
            in -> Stream.of(in.withQuery(in.query().replace("%20", "+")))));
    all.add(
        input(
            "a '+' in the query is taken for a space; it is a plus, signed as '%2B'",
            in -> Stream.of(in.withQuery(in.query().replace("%2B", "%20")))));
    all.add(
        input(
            "the path is encoded once; this service wants it encoded twice",
            in ->
                Stream.of(
                    in.withPath(CanonicalPath.OBJECT_KEY.of(request.path())),
                    in.withPath(request.path()))));
    all.add(
        input(
            "the path is not normalised: '.', '..' and doubled slashes have to be resolved",
            in -> Stream.of(in.withPath(CanonicalPath.UNNORMALIZED.of(request.path())))));
    all.add(
        input(
            "the path is normalised or encoded twice; Amazon S3 wants it encoded once, as it is",
            in ->
                Stream.of(
                    in.withPath(CanonicalPath.NORMALIZED.of(request.path())),
                    in.withPath(CanonicalPath.UNNORMALIZED.of(request.path())))));
    all.add(input("the path is left out", in -> Stream.of(in.withPath("/"), in.withPath(""))));
    all.add(
        input(
            "the payload hash is that of an empty body",
            in -> Stream.of(in.withPayloadHash(Sha256.EMPTY))));
    all.add(
        input(
            "the payload is signed as UNSIGNED-PAYLOAD",
            in -> Stream.of(in.withPayloadHash(Payload.UNSIGNED))));
    all.add(
        input(
            "the payload is hashed, though x-amz-content-sha256 says something else",
            in -> Stream.of(in.withPayloadHash(Sha256.hex(request.content())))));
    all.add(
        input(
            "the host is signed without its port",
            in -> Stream.of(headers(in, "host", withoutPort(request.authority())))));
    all.add(
        input(
            "the host is signed with the port of the scheme, which the request leaves out",
            in ->
                Stream.of("80", "443")
                    .map(port -> headers(in, "host", request.authority() + ":" + port))));
    all.add(
        input(
            "header values are not trimmed: spaces at their ends go, runs of spaces become one",
            in ->
                Stream.of(
                    in.withHeaders(
                        CanonicalHeaders.untrimmed(request, claim.signedHeaders()),
                        claim.signedHeaders()))));
    all.add(
        input(
            "a repeated header is signed with its first value only, or without",
            in -> repeatedHeaders(in)));
    all.add(
        input(
            "the session token is not signed",
            in ->
                Stream.of(
                    without(in, "x-amz-security-token"),
                    in.withQuery(signedQuery().without("X-Amz-Security-Token").canonical()))));
    all.add(
        input(
            "header names are signed in the case they were sent in; lower case is right",
            in ->
                Stream.of(
                    in.withHeaders(
                        request.fields().stream()
                            .filter(
                                field ->
                                    claim
                                        .signedHeaders()
                                        .contains(field.name().toLowerCase(Locale.ROOT)))
                            .map(field -> field.name() + ":" + field.value().strip() + "\n")
                            .reduce("", String::concat),
                        claim.signedHeaders()))));
    all.add(
        new Mistake(
            "the secret access key has white space at its start or end",
            attempt ->
                Stream.of(" %s", "%s ", " %s ", "%s\n", "%s\r\n", "%s\t")
                    .map(form -> attempt.withSecret(form.formatted(secret.reveal())))));
    all.add(
        new Mistake(
            "the secret access key is percent-encoded or cut",
            attempt ->
                Stream.of(
                        PercentEncoding.encode(secret.reveal()),
                        secret.reveal().replace('+', ' '),
                        secret.reveal().replace("/", ""),
                        "")
                    .map(other -> attempt.withSecret(other))));
    all.add(
        new Mistake(
            "the key is derived for another scope than the request names: region, service or date",
            attempt -> otherScopes().map(scope -> attempt.withKeyScope(scope))));
    all.add(
        input(
            "the method is signed in another case, or another method",
            in -> Stream.of(method(in, in.method().toLowerCase(Locale.ROOT)), method(in, "GET"))));
    return all;
  }

  private static Mistake input(String words, Function<SigningInput, Stream<SigningInput>> change) {
    return new Mistake(
        words, attempt -> change.apply(attempt.input()).map(other -> attempt.with(other)));
  }

  private QueryParameters signedQuery() {
    return claim.place() == Claim.Place.QUERY ? query.without("X-Amz-Signature") : query;
  }

  private SigningInput headers(SigningInput in, String name, String value) {
    StringBuilder lines = new StringBuilder();
    for (String line : in.headers().split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.append(line.startsWith(name + ":") ? name + ":" + value : line).append('\n');
      }
    }
    return in.withHeaders(lines.toString(), in.signedHeaders());
  }

  private static SigningInput without(SigningInput in, String name) {
    StringBuilder lines = new StringBuilder();
    for (String line : in.headers().split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith(name + ":")) {
        lines.append(line).append('\n');
      }
    }
    return in.withHeaders(
        lines.toString(),
        in.signedHeaders().stream().filter(signed -> !signed.equals(name)).toList());
  }

  private Stream<SigningInput> repeatedHeaders(SigningInput in) {
    Optional<String> repeated =
        claim.signedHeaders().stream().filter(name -> request.headers(name).size() > 1).findFirst();
    return repeated.stream()
        .flatMap(
            name ->
                Stream.of(
                    headers(in, name, request.headers(name).get(0).strip()),
                    headers(
                        in,
                        name,
                        request.headers(name).get(request.headers(name).size() - 1).strip()),
                    headers(in, name, String.join(", ", request.headers(name)))));
  }

  private Stream<CredentialScope> otherScopes() {
    CredentialScope scope = claim.scope();
    List<CredentialScope> others = new ArrayList<>();
    for (String region : List.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1")) {
      others.add(new CredentialScope(scope.date(), region, scope.service(), scope.terminator()));
    }
    for (String service : List.of("execute-api", "s3", "sts", "iam", "lambda", "dynamodb")) {
      others.add(new CredentialScope(scope.date(), scope.region(), service, scope.terminator()));
    }
    Timestamps.instant(claim.timestamp())
        .ifPresent(
            at ->
                Stream.of(-86_400L, 86_400L)
                    .map(seconds -> Timestamps.basic(at.plusSeconds(seconds)).substring(0, 8))
                    .forEach(
                        date ->
                            others.add(
                                new CredentialScope(
                                    date, scope.region(), scope.service(), scope.terminator()))));
    return others.stream();
  }

  private static SigningInput method(SigningInput in, String method) {
    return new SigningInput(
        in.algorithm(),
        in.timestamp(),
        in.scope(),
        method,
        in.path(),
        in.query(),
        in.headers(),
        in.signedHeaders(),
        in.payloadHash());
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
