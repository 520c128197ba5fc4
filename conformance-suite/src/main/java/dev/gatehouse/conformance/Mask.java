package dev.gatehouse.conformance;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the secrets of the connections in use out of any text, in every form they travel in. */
final class Mask {
  private static final String MASKED = "***";
  private static final int SHORTEST = 4;
  private static final Pattern CREDENTIAL_LINE =
      Pattern.compile(
          "(?im)^(authorization|proxy-authorization|cookie|x-amz-security-token)[ \\t]*:[ \\t]*"
              + "((?:basic|bearer|ntlm|negotiate|digest)\\b)?.*$");

  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Learns every secret of a connection. */
  void learn(Connection connection) {
    walk(connection);
  }

  /** Learns every secret of a login. */
  void learn(Auth login) {
    walk(login);
  }

  private void walk(Object value) {
    if (value instanceof Secret secret) {
      learn(secret.reveal());
    } else if (value instanceof Collection<?> many) {
      many.forEach(this::walk);
    } else if (value instanceof Record fields) {
      for (RecordComponent component : fields.getClass().getRecordComponents()) {
        walk(fields, component);
      }
    }
  }

  private void walk(Record fields, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(fields);
      if (value != null) {
        walk(value);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** Learns one secret, unless it is so short that masking it would blot out other text. */
  void learn(String secret) {
    if (secret.length() < SHORTEST) {
      return;
    }
    secrets.add(secret);
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    secrets.add(form);
    secrets.add(form.replace("+", "%20"));
    secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /** The text without any of them, and without the value of any header that carries credentials. */
  String apply(String text) {
    String masked =
        CREDENTIAL_LINE
            .matcher(text)
            .replaceAll(
                line ->
                    Matcher.quoteReplacement(
                        line.group(1)
                            + ": "
                            + (line.group(2) == null ? "" : line.group(2) + " ")
                            + MASKED));
    for (String secret : secrets) {
      masked = masked.replace(secret, MASKED);
    }
    return masked;
  }

  Outcome apply(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return new Outcome.Failed(
          apply(failed.expected()), apply(failed.observed()), apply(failed.explanation()));
    }
    return outcome instanceof Outcome.Broken broken
        ? new Outcome.Broken(apply(broken.cause()))
        : outcome;
  }

  Exchange apply(Exchange exchange) {
    return new Exchange(exchange.server(), apply(exchange.request()), apply(exchange.answer()));
  }
}
