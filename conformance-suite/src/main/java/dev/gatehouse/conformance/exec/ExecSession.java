package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientCrashedException;
import dev.gatehouse.conformance.client.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that a process of its own serves. */
final class ExecSession implements Session {
  /** Longer than the suite lets any call take, which ends it first. */
  private static final Duration CALL_LIMIT = Duration.ofMinutes(2);

  private static final Duration SMALL_LIMIT = Duration.ofSeconds(5);

  private final ClientProcess process;
  private final String description;
  private final CallResult.@Nullable Failed refusal;
  private final Consumer<ClientProcess> giveBack;
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable List<String> grantedScopes;

  ExecSession(
      ClientProcess process,
      String description,
      CallResult.@Nullable Failed refusal,
      Consumer<ClientProcess> giveBack) {
    this.process = process;
    this.description = description;
    this.refusal = refusal;
    this.giveBack = giveBack;
  }

  @Override
  public CallResult call(CallRequest request) {
    if (refusal != null) {
      return refusal;
    }
    int id = ids.incrementAndGet();
    long start = process.stderr().position();
    ObjectNode answer = process.ask(id, Messages.call(id, request), CALL_LIMIT);
    try {
      Messages.grantedScopes(answer).ifPresent(scopes -> grantedScopes = scopes);
      return Messages.result(answer, process.stderr().since(start));
    } catch (Messages.UnreadableMessageException e) {
      process.kill();
      throw new ClientCrashedException(
          "the client answered 'call' with something else: " + e.getMessage());
    }
  }

  @Override
  public String describe() {
    return refusal == null ? description : refusal.printed();
  }

  @Override
  public void advance(Duration by) {
    ObjectNode message = Messages.of("advance").put("milliseconds", by.toMillis());
    process.ask(0, message, SMALL_LIMIT);
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return Optional.ofNullable(grantedScopes);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (process.isBusy() || !process.isAlive()) {
      process.kill();
      return;
    }
    try {
      process.ask(0, Messages.of("close"), SMALL_LIMIT);
      giveBack.accept(process);
    } catch (ClientCrashedException e) {
      // It is gone; the next session gets a new one.
    }
  }
}
