package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Missing;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;

/** Finds the one signature of a request, in its header or in its query. */
final class ReadClaim {
  private static final String ONLY_ONE =
      "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
          + " string parameter or the Authorization header should be specified";

  private ReadClaim() {}

  static Claim of(ServerRequest request, QueryParameters query) throws RefusedSignature {
    List<String> headers = request.headers("Authorization");
    boolean presigned =
        query.has("X-Amz-Algorithm")
            || query.has("X-Amz-Signature")
            || query.has("X-Amz-Credential");
    if (headers.size() > 1) {
      throw onlyOne("there are " + headers.size() + " Authorization headers; one is right");
    }
    if (presigned && !headers.isEmpty()) {
      throw onlyOne(
          "the request is signed in its query and has an Authorization header too; one of the two"
              + " is right");
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

  private static RefusedSignature onlyOne(String explanation) {
    return new RefusedSignature(
        new Incomplete(ONLY_ONE, AwsError.of(400, "InvalidArgument", ONLY_ONE), explanation));
  }
}
