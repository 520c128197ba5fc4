package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.journal.FiredFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What faults made of a request.
 *
 * @param answer what the client gets
 * @param fired the fault that made it so; null when none did
 * @param remarks for the journal: what fired, and what could not and why
 */
public record Interference(Answer answer, @Nullable FiredFault fired, List<String> remarks) {
  public Interference {
    remarks = List.copyOf(remarks);
  }
}
