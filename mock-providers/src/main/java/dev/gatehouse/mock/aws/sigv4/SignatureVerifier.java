package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.AccessKeys.Found;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Verifies the signature of a request as one service in one region does (AWS documentation: "AWS
 * Signature Version 4 for API requests"). It never touches a socket, and runs on many threads at
 * once.
 *
 * @since 0.1
 */
public final class SignatureVerifier {
  private final VerifierSettings settings;
  private final AccessKeys keys;
  private final InstantSource clock;
  private final CanonicalPath path;
  private final Signers signers = new Signers();

  /**
   * A verifier.
   *
   * @param settings of the service
   * @param keys the access keys there are
   * @param clock the server's time
   */
  public SignatureVerifier(VerifierSettings settings, AccessKeys keys, InstantSource clock) {
    this(settings, keys, clock, settings.style().path());
  }

  SignatureVerifier(
      VerifierSettings settings, AccessKeys keys, InstantSource clock, CanonicalPath path) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.path = path;
  }

  /** Verifies one request, its body included. */
  public SignatureVerdict verify(ServerRequest request) {
    try {
      return verified(request);
    } catch (RefusedSignature e) {
      return new SignatureVerdict.Refused(e.fault());
    }
  }

  /** The rules in their order. */
  private SignatureVerdict verified(ServerRequest request) throws RefusedSignature {
    QueryParameters query = QueryParameters.of(request.query());
    Instant now = clock.instant();
    Claim claim = ReadClaim.of(request, query);
    Found.Active key = CheckKey.find(keys, claim, now);
    CheckScope.check(claim, settings.region(), settings.service());
    CheckTime.check(claim, settings.allowedSkew(), now);
    CheckSignedHeaders.check(request, claim, settings.sessionTokenSigned());
    Payload payload = Payload.of(request, claim, settings.style(), settings.unsignedPayload());
    SigningInput input = input(request, query, claim, payload);
    Signer signer = signers.of(claim.algorithm(), claim.accessKeyId(), key.secret(), claim.scope());
    if (CanonicalHeaders.lost(request, claim.signedHeaders()).isPresent()
        || !signer.verifies(input.stringToSign(), claim.signature())) {
      Suspect suspect = new Suspect(request, query, claim, key.secret(), settings);
      throw new RefusedSignature(Diagnosis.of(suspect, input, signer));
    }
    return new SignatureVerdict.Verified(
        key.principal(), facts(claim, payload), decoded(request, claim, payload, input, signer));
  }

  private static ServerRequest decoded(
      ServerRequest request, Claim claim, Payload payload, SigningInput input, Signer signer)
      throws RefusedSignature {
    if (payload.chunks().isEmpty()) {
      return request;
    }
    ChunkChain chain = new ChunkChain(claim, signer, input, request);
    return DecodedRequest.of(request, ChunkedBody.verified(request, payload.chunks().get(), chain));
  }

  private SigningInput input(
      ServerRequest request, QueryParameters query, Claim claim, Payload payload) {
    QueryParameters signed = query;
    if (claim.place() == Claim.Place.QUERY) {
      signed = query.without("X-Amz-Signature");
      if (!settings.sessionTokenSigned()) {
        signed = signed.without("X-Amz-Security-Token");
      }
    }
    return new SigningInput(
        claim.algorithm(),
        claim.timestamp(),
        claim.scope(),
        request.method(),
        path.of(request.path()),
        signed.canonical(),
        CanonicalHeaders.of(request, claim.signedHeaders()),
        claim.signedHeaders(),
        payload.text());
  }

  private static SignatureFacts facts(Claim claim, Payload payload) {
    return new SignatureFacts(
        claim.algorithm().id(),
        claim.accessKeyId(),
        claim.scope().text(),
        claim.signedHeaders(),
        payload.text(),
        claim.place() == Claim.Place.QUERY);
  }
}
