package dev.gatehouse.junit;

import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ParameterContext;

/** A parameter that is one side of a TLS handshake: the client's certificate, or a bad server. */
record TlsParameter(ParameterContext context, Annotation annotation) {

  static Optional<TlsParameter> of(ParameterContext context) {
    return Stream.of(ClientCertificate.class, BadTls.class)
        .flatMap(type -> context.findAnnotation(type).stream())
        .map(annotation -> new TlsParameter(context, (Annotation) annotation))
        .findFirst();
  }

  Object resolve(Home home) {
    if (context.isAnnotated(Auth.class)
        || Planned.of(context).isPresent()
        || (context.isAnnotated(BadTls.class) && context.isAnnotated(ClientCertificate.class))) {
      throw Misuse.of(
          parameter(), "@%s stands alone: leave out the other annotation".formatted(name()));
    }
    return annotation instanceof BadTls bad ? endpoint(bad, home) : certificate(home);
  }

  private URI endpoint(BadTls bad, Home home) {
    demand(URI.class, "a URI");
    return home.gatehouse().badTls(bad.value());
  }

  private Object certificate(Home home) {
    demand(
        dev.gatehouse.mock.tls.ClientCertificate.class,
        "a dev.gatehouse.mock.tls.ClientCertificate");
    return home.store()
        .getOrComputeIfAbsent(
            List.of(home.key(), annotation), any -> issued((ClientCertificate) annotation));
  }

  private dev.gatehouse.mock.tls.ClientCertificate issued(ClientCertificate wanted) {
    CertificateRequest request = request(wanted);
    for (String name : wanted.dns()) {
      request = request.withDns(name);
    }
    if (wanted.expired()) {
      Instant now = Instant.now();
      request = request.withValidity(now.minus(Duration.ofDays(1)), now.minus(Duration.ofHours(1)));
    }
    CertificateAuthority authority =
        wanted.foreign()
            ? CertificateAuthority.named("CN=Foreign CA, O=Gatehouse")
            : CertificateAuthority.ofThisJvm();
    return authority.issue(request);
  }

  private CertificateRequest request(ClientCertificate wanted) {
    try {
      return CertificateRequest.of(wanted.subject());
    } catch (IllegalArgumentException e) {
      throw Misuse.of(
          parameter(),
          "subject is a distinguished name such as CN=orders,O=Example, not '"
              + wanted.subject()
              + "'");
    }
  }

  private void demand(Class<?> type, String words) {
    if (parameter().getType() != type) {
      throw Misuse.of(
          parameter(),
          "@%s stands on %s, not on a %s"
              .formatted(name(), words, parameter().getType().getSimpleName()));
    }
  }

  private Parameter parameter() {
    return context.getParameter();
  }

  private String name() {
    return annotation.annotationType().getSimpleName();
  }
}
