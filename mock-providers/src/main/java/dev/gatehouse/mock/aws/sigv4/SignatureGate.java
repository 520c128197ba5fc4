package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.answer.ErrorStyle;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in requests signed by Signature Version 4 or 4A, by those who may call.
 *
 * @since 0.1
 */
public final class SignatureGate implements Gate {
  private final VerifierSettings settings;
  private final SignatureVerifier verifier;
  private final Permission permission;

  /** Who may call. */
  @FunctionalInterface
  public interface Permission {
    /** Everybody whose signature holds. */
    Permission ANYBODY = (caller, request) -> Optional.empty();

    /**
     * Judges a caller whose signature holds.
     *
     * @param caller who signed, and with which key
     * @param request what they ask
     * @return why not, for the journal; empty when they may
     */
    Optional<String> refusal(SignatureVerdict.Verified caller, ServerRequest request);
  }

  /**
   * A gate.
   *
   * @param settings of the service behind it
   * @param keys the access keys there are
   * @param clock the server's time
   * @param permission who may call
   */
  public SignatureGate(
      VerifierSettings settings, AccessKeys keys, InstantSource clock, Permission permission) {
    this(settings, new SignatureVerifier(settings, keys, clock), permission);
  }

  SignatureGate(VerifierSettings settings, SignatureVerifier verifier, Permission permission) {
    this.settings = settings;
    this.verifier = verifier;
    this.permission = permission;
  }

  @Override
  public Set<String> secretHeaders() {
    return Set.of("X-Amz-Security-Token");
  }

  @Override
  public Set<String> secretParameters() {
    return Set.of("X-Amz-Security-Token", "X-Amz-Signature");
  }

  @Override
  public Verdict judge(ServerRequest request) {
    SignatureVerdict verdict = verifier.verify(request);
    if (verdict instanceof SignatureVerdict.Refused refused) {
      SignatureFault fault = refused.fault();
      return new Verdict.Refused(
          fault.reason(), fault.explanation(), SignatureFaults.answer(fault, settings));
    }
    SignatureVerdict.Verified verified = (SignatureVerdict.Verified) verdict;
    Optional<String> refusal = permission.refusal(verified, request);
    return refusal.isEmpty()
        ? new Verdict.Admitted(
            verified.principal().arn(), verified.facts().evidence(), verified.request())
        : new Verdict.Refused("not-authorized", refusal.get(), denied(verified.principal()));
  }

  private ServerResponse denied(Principal principal) {
    String message =
        "User: " + principal.arn() + " is not authorized to perform: " + settings.service() + ":*";
    return switch (settings.style()) {
      case QUERY -> ErrorStyle.Query.STS.answer(AwsError.of(403, "AccessDenied", message));
      case S3 -> new ErrorStyle.S3().answer(AwsError.of(403, "AccessDenied", "Access Denied"));
      case JSON -> new ErrorStyle.Json().answer(AwsError.of(400, "AccessDeniedException", message));
      case REST_JSON ->
          new ErrorStyle.RestJson().answer(AwsError.of(403, "AccessDeniedException", message));
    };
  }
}
