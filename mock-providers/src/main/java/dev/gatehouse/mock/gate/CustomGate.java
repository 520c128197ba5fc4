package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets in requests that every one of its parts lets in: for example a user with password, an API
 * key in a header and a parameter in the query, all at once. The first part that does not decides
 * the answer; the first part of all says who it is.
 *
 * @since 0.1
 */
public final class CustomGate implements Gate {
  private final List<Gate> parts;

  /**
   * @param parts in the order they judge
   * @throws IllegalArgumentException if there is none
   */
  public CustomGate(List<Gate> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts: at least one is needed");
    }
    this.parts = List.copyOf(parts);
  }

  @Override
  public Set<String> secretHeaders() {
    return union(Gate::secretHeaders);
  }

  @Override
  public Set<String> secretParameters() {
    return union(Gate::secretParameters);
  }

  @Override
  public boolean wantsClientCertificates() {
    return parts.stream().anyMatch(Gate::wantsClientCertificates);
  }

  @Override
  public void reset() {
    parts.forEach(Gate::reset);
  }

  private Set<String> union(Function<Gate, Set<String>> names) {
    return parts.stream()
        .map(names)
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public Verdict judge(ServerRequest request) {
    String principal = "";
    Map<String, String> evidence = new HashMap<>();
    for (Gate part : parts) {
      Verdict verdict = part.judge(request);
      if (!(verdict instanceof Verdict.Admitted admitted)) {
        return verdict;
      }
      principal = principal.isEmpty() ? admitted.principal() : principal;
      evidence.putAll(admitted.evidence());
    }
    return new Verdict.Admitted(principal, evidence);
  }
}
