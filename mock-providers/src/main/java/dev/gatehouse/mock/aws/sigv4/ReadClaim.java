package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Missing;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;

/** Finds the one signature of a request, in its header or in its query. */
final class ReadClaim {
  private ReadClaim() {}

  static Claim of(ServerRequest request, QueryParameters query) throws RefusedSignature {
    List<String> headers = request.headers("Authorization");
    boolean presigned =
        !query.values("X-Amz-Algorithm").isEmpty() || !query.values("X-Amz-Signature").isEmpty();
    if (headers.size() > 1 || (presigned && !headers.isEmpty())) {
      throw new RefusedSignature(
          new Incomplete(
              "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                  + " Signature query string parameter or the Authorization header should be"
                  + " specified",
              "the request carries more than one signature, in its header and its query; one is"
                  + " right"));
    }
    if (presigned) {
      return ReadQueryClaim.read(query);
    }
    if (headers.isEmpty()) {
      throw new RefusedSignature(
          new Missing(
              "the request has neither an Authorization header nor an X-Amz-Signature in its"
                  + " query; it has to be signed"));
    }
    return ReadHeaderClaim.read(request, headers.get(0));
  }
}
