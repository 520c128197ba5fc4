package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Any gate as the one of a proxy (RFC 9110, section 11.7): it reads {@code Proxy-Authorization} in
 * place of {@code Authorization}, answers 407 in place of 401 and challenges by {@code
 * Proxy-Authenticate}. {@code Authorization} and {@code Cookie} are for whoever is behind the proxy
 * and go on unseen; the proxy's own field never does.
 *
 * @param gate who judges
 * @since 0.1
 */
public record ProxyGate(Gate gate) implements Gate {
  private static final String OWN = "Proxy-Authorization";
  private static final String USUAL = "Authorization";

  @Override
  public Verdict judge(ServerRequest request) {
    Verdict verdict = gate.judge(request.with(asked(request), request.content()));
    if (verdict instanceof Verdict.Admitted admitted) {
      return new Verdict.Admitted(
          admitted.principal(), admitted.evidence(), onward(request, admitted));
    }
    if (verdict instanceof Verdict.Challenged challenged) {
      return new Verdict.Challenged(
          words(challenged.explanation()), answer(challenged.response()), challenged.evidence());
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    return new Verdict.Refused(
        refused.reason(),
        words(refused.explanation()),
        answer(refused.response()),
        refused.evidence());
  }

  private static List<Field> asked(ServerRequest request) {
    return request.fields().stream()
        .filter(field -> !isForWhoIsBehind(field))
        .map(field -> renamed(field, OWN, USUAL))
        .toList();
  }

  private static ServerRequest onward(ServerRequest request, Verdict.Admitted admitted) {
    ServerRequest judged = admitted.onward();
    if (judged == null) {
      return request.with(without(request.fields(), OWN).toList(), request.content());
    }
    Stream<Field> theirs = request.fields().stream().filter(ProxyGate::isForWhoIsBehind);
    return request.with(
        Stream.concat(without(judged.fields(), USUAL), theirs).toList(), judged.content());
  }

  private static ServerResponse answer(ServerResponse response) {
    return new ServerResponse(
        response.status() == 401 ? 407 : response.status(),
        response.fields().stream()
            .map(field -> renamed(field, "WWW-Authenticate", "Proxy-Authenticate"))
            .toList(),
        response.body());
  }

  /** Gates name the fields they know. */
  private static String words(String explanation) {
    return explanation
        .replace(USUAL, OWN)
        .replace("WWW-Authenticate", "Proxy-Authenticate")
        .replace("401", "407");
  }

  private static Stream<Field> without(List<Field> fields, String name) {
    return fields.stream().filter(field -> !is(field, name));
  }

  private static Field renamed(Field field, String from, String to) {
    return is(field, from) ? new Field(to, field.value()) : field;
  }

  private static boolean isForWhoIsBehind(Field field) {
    return is(field, USUAL) || is(field, "Cookie");
  }

  private static boolean is(Field field, String name) {
    return field.name().equalsIgnoreCase(name);
  }

  @Override
  public Set<String> secretHeaders() {
    return gate.secretHeaders();
  }

  @Override
  public Set<String> secretParameters() {
    return gate.secretParameters();
  }

  @Override
  public void reset() {
    gate.reset();
  }

  @Override
  public boolean wantsClientCertificates() {
    return gate.wantsClientCertificates();
  }
}
