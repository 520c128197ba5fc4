package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.stream.Collectors;

/** A request whose signature is wrong, as {@link Diagnosis} looks at it. */
record Suspect(
    ServerRequest request,
    QueryParameters query,
    Claim claim,
    Secret secret,
    VerifierSettings settings) {

  /** The parameters that are signed. */
  QueryParameters signedQuery() {
    return claim.place() == Claim.Place.QUERY ? query.without("X-Amz-Signature") : query;
  }

  /** The lines of signed headers, with another value for one of them. */
  String lines(String header, String value) {
    return claim.signedHeaders().stream()
        .map(name -> name.equals(header) ? name + ":" + value + "\n" : line(name))
        .collect(Collectors.joining());
  }

  /** The lines of some headers, as they ought to be. */
  String lines(List<String> names) {
    return CanonicalHeaders.of(request, names);
  }

  private String line(String name) {
    return CanonicalHeaders.of(request, List.of(name));
  }
}
