package dev.gatehouse.mock.scenario;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A signature gate that is made when the first request comes, so that starting costs nothing. */
final class LazyGate implements Gate {
  private final Supplier<Gate> maker;
  private volatile @Nullable Gate made;

  LazyGate(Supplier<Gate> maker) {
    this.maker = maker;
  }

  @Override
  public Verdict judge(ServerRequest request) {
    return gate().judge(request);
  }

  @Override
  public Set<String> secretHeaders() {
    return Set.of("X-Amz-Security-Token");
  }

  @Override
  public Set<String> secretParameters() {
    return Set.of("X-Amz-Security-Token", "X-Amz-Signature");
  }

  private Gate gate() {
    Gate gate = made;
    if (gate == null) {
      synchronized (this) {
        gate = made == null ? maker.get() : made;
        made = gate;
      }
    }
    return gate;
  }
}
