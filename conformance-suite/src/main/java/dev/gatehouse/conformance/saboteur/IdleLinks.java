package dev.gatehouse.conformance.saboteur;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections that are logged in and wait for the next call, each for the one who logged in. */
final class IdleLinks {
  private record Idle(Login owner, String authority, Link link) {}

  private final List<Idle> all = new ArrayList<>();
  private final @Nullable Flaw flaw;

  IdleLinks(@Nullable Flaw flaw) {
    this.flaw = flaw;
  }

  /** One that this owner has to this authority; null when there is none. */
  synchronized @Nullable Link take(Login owner, String authority) {
    Iterator<Idle> each = all.iterator();
    while (each.hasNext()) {
      Idle idle = each.next();
      boolean own = idle.owner() == owner || flaw == Flaw.NTLM_IDENTITY_ISOLATION;
      if (own && idle.authority().equals(authority)) {
        each.remove();
        return idle.link();
      }
    }
    return null;
  }

  synchronized void give(Login owner, String authority, Link link) {
    all.add(new Idle(owner, authority, link));
  }

  /** Closes all that this owner has. */
  synchronized void release(Login owner) {
    all.stream().filter(idle -> idle.owner() == owner).forEach(idle -> idle.link().close());
    all.removeIf(idle -> idle.owner() == owner);
  }
}
