package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user brought back (RFC 6749, sections 4.1.2 and 4.1.2.1), and whether to believe it. */
final class AuthorizationResponse {
  private static final Set<String> PARAMETERS = Set.of("code", "state", "iss", "error");

  private final AuthorizationRequest request;
  private final Issuer issuer;
  private final Form query;
  private final @Nullable Flaw flaw;

  AuthorizationResponse(
      AuthorizationRequest request, Issuer issuer, URI redirected, @Nullable Flaw flaw) {
    this.request = request;
    this.issuer = issuer;
    this.query = Form.read(redirected.getRawQuery());
    this.flaw = flaw;
  }

  String code() {
    checkEachParameterOnce();
    checkState();
    checkIssuer();
    checkError();
    String code = parameter("code");
    if (code == null && flaw != Flaw.CODE_ERROR) {
      throw refused("without a code");
    }
    return Objects.requireNonNull(code);
  }

  /** RFC 6749, section 3.1. */
  private void checkEachParameterOnce() {
    if (flaw != Flaw.CODE_DUPLICATE_PARAM
        && PARAMETERS.stream().anyMatch(name -> query.values(name).size() > 1)) {
      throw refused("with a parameter given twice");
    }
  }

  /** RFC 6749, section 10.12. */
  private void checkState() {
    String state = parameter("state");
    if (flaw != Flaw.CODE_STATE_MISMATCH
        && (state == null || !MessageDigest.isEqual(octets(state), octets(request.state())))) {
      throw refused("with a state that is not the one of this login");
    }
  }

  /** RFC 9207, section 2.4. */
  private void checkIssuer() {
    if (flaw != Flaw.CODE_ISS && !issuer.answersWith(query.values("iss"))) {
      throw refused("by another issuer than was asked");
    }
  }

  private void checkError() {
    String error = parameter("error");
    if (error != null && flaw != Flaw.CODE_ERROR) {
      throw refused("with " + error + ": " + parameter("error_description"));
    }
  }

  private @Nullable String parameter(String name) {
    List<String> values = query.values(name);
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Failure refused(String how) {
    return new Failure(Kind.AUTHENTICATION, "the user was sent back " + how);
  }
}
