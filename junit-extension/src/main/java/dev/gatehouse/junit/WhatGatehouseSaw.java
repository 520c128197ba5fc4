package dev.gatehouse.junit;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The journal of a failed test, attached to the failure as a suppressed exception: build tools and
 * development environments show that right below the stack trace.
 */
final class WhatGatehouseSaw extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String SEEN_BEFORE = "seen before this test";

  private WhatGatehouseSaw(String journal) {
    super(journal, null, false, false);
  }

  /** Remembers how much a Gatehouse that other tests share has seen already. */
  static void begin(ExtensionContext context) {
    Home.of(context.getParent().orElseThrow())
        .visit()
        .ifPresent(gatehouse -> Home.store(context).put(SEEN_BEFORE, newest(gatehouse)));
  }

  static void attach(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(
            failure ->
                Home.of(context)
                    .visit()
                    .ifPresent(gatehouse -> attach(failure, gatehouse, context)));
  }

  private static void attach(Throwable failure, Gatehouse gatehouse, ExtensionContext context) {
    long before = Home.store(context).getOrDefault(SEEN_BEFORE, Long.class, 0L);
    List<JournalEntry> seen = gatehouse.journal().entries(entry -> entry.number() > before);
    if (!seen.isEmpty()) {
      failure.addSuppressed(new WhatGatehouseSaw(JournalText.of(seen)));
    }
  }

  private static long newest(Gatehouse gatehouse) {
    return gatehouse.journal().last(any -> true).map(JournalEntry::number).orElse(0L);
  }
}
