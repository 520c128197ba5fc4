package dev.gatehouse.mock.gate;

import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets in requests whose query has every one of some parameters, each once and with its value, such
 * as an API key. The query is read as forms are: percent-encoded UTF-8, and a {@code +} is a space.
 *
 * @since 0.1
 */
public final class QueryParamsGate implements Gate {
  private static final String CHALLENGE = "ApiKey realm=" + Realm.quoted(Realm.DEFAULT);

  private final List<NamedSecret> parameters;

  /**
   * @param parameters all of them are required
   * @throws IllegalArgumentException if there is none, or a name is empty or comes twice
   */
  public QueryParamsGate(List<NamedSecret> parameters) {
    Set<String> names = new HashSet<>();
    for (NamedSecret parameter : parameters) {
      if (parameter.name().isEmpty() || !names.add(parameter.name())) {
        throw new IllegalArgumentException(
            "parameters: a name is empty or comes twice: '" + parameter.name() + "'");
      }
    }
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("parameters: at least one is needed");
    }
    this.parameters = List.copyOf(parameters);
  }

  /** The names, decoded. */
  @Override
  public Set<String> secretParameters() {
    return parameters.stream().map(NamedSecret::name).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Verdict judge(ServerRequest request) {
    UrlEncodedForm query;
    try {
      query = UrlEncodedForm.parse(request.query() == null ? "" : request.query());
    } catch (MalformedCredentialException e) {
      return new Verdict.Refused(
          e.reason(), "in the query, " + e.explanation(), ApiError.badRequest("Malformed query."));
    }
    for (NamedSecret parameter : parameters) {
      Optional<Verdict> refusal = refusal(parameter, query);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    String names = parameters.stream().map(NamedSecret::name).collect(Collectors.joining(" "));
    return new Verdict.Admitted(parameters.get(0).name(), Map.of("parameters", names));
  }

  private static Optional<Verdict> refusal(NamedSecret parameter, UrlEncodedForm query) {
    String name = parameter.name();
    List<String> values = query.values(name);
    if (values.isEmpty()) {
      return Optional.of(
          refused(
              "missing-parameter",
              "the query has no parameter " + name + similarName(name, query)));
    }
    if (values.size() > 1) {
      return Optional.of(
          new Verdict.Refused(
              "repeated-parameter",
              "the query parameter " + name + " came " + values.size() + " times; once is right",
              ApiError.badRequest("A query parameter that may come once came more often.")));
    }
    String right = parameter.value().reveal();
    if (ConstantTime.equal(right, values.get(0))) {
      return Optional.empty();
    }
    String hint = NearMiss.explain(right, values.get(0)).map(words -> ": " + words).orElse("");
    return Optional.of(
        refused("wrong-parameter", "the value of the parameter " + name + " is wrong" + hint));
  }

  private static String similarName(String name, UrlEncodedForm query) {
    return query.parameters().stream()
        .map(UrlEncodedForm.Parameter::name)
        .filter(other -> NearMiss.explain(name, other).isPresent() && !other.isEmpty())
        .findFirst()
        .map(other -> ", but one close to it: names must be the same to the letter and the case")
        .orElse("");
  }

  private static Verdict refused(String reason, String explanation) {
    return new Verdict.Refused(reason, explanation, ApiError.unauthorized(CHALLENGE));
  }
}
