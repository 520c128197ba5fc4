package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.oauth2.CertificateSubject.Kind;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a client signs its assertions, what its certificate is called and what its tokens are bound
 * to (OpenID Connect Dynamic Client Registration, section 2; RFC 8705, sections 2.1.2 and 3.4; RFC
 * 9449, section 5.2). Whether that fits its method, the client itself says when it is built.
 */
final class ReadProofs {
  private ReadProofs() {}

  static void read(
      Metadata metadata, RegisteredClient.Builder builder, Map<String, Object> registered)
      throws OAuth2Refusal {
    Optional<String> algorithm = metadata.text("token_endpoint_auth_signing_alg");
    algorithm.ifPresent(builder::assertionAlgorithm);
    algorithm.ifPresent(name -> registered.put("token_endpoint_auth_signing_alg", name));
    readSubject(metadata, builder, registered);
    List<TokenBinding> bindings = new ArrayList<>();
    for (TokenBinding binding : TokenBinding.values()) {
      if (metadata.flag(binding.parameter())) {
        bindings.add(binding);
        registered.put(binding.parameter(), true);
      }
    }
    builder.tokenBindings(bindings.toArray(TokenBinding[]::new));
  }

  private static void readSubject(
      Metadata metadata, RegisteredClient.Builder builder, Map<String, Object> registered)
      throws OAuth2Refusal {
    Optional<Kind> found = Optional.empty();
    for (Kind kind : Kind.values()) {
      Optional<String> name = metadata.text(kind.parameter());
      if (name.isEmpty()) {
        continue;
      }
      if (found.isPresent()) {
        throw Metadata.invalid(
            "both "
                + found.get().parameter()
                + " and "
                + kind.parameter()
                + " are there; one is right (RFC 8705, section 2.1.2)");
      }
      found = Optional.of(kind);
      try {
        builder.certificateSubject(new CertificateSubject(kind, name.get()));
      } catch (IllegalArgumentException e) {
        throw Metadata.invalid(String.valueOf(e.getMessage()));
      }
      registered.put(kind.parameter(), name.get());
    }
  }
}
