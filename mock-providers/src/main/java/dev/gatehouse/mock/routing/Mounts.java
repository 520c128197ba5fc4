package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.gate.Gate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which gate stands before which path: the longest prefix decides, segment by segment. */
final class Mounts {
  private final CopyOnWriteArrayList<Mount> mounts = new CopyOnWriteArrayList<>();

  /**
   * One gate at its place.
   *
   * @param prefix as it was given, for the journal
   * @param segments the prefix in its segments
   * @param apiBelow whether stubs see the path below the prefix only
   */
  record Mount(String prefix, List<String> segments, Gate gate, boolean apiBelow) {
    /** The start of each path that stubs do not see. */
    String below() {
      return segments.isEmpty() ? "" : prefix;
    }
  }

  /**
   * Adds a gate, in the place of one with the same prefix.
   *
   * @throws IllegalArgumentException if the prefix is not a plain path
   */
  synchronized void add(String prefix, Gate gate, boolean apiBelow) {
    RequestPath path = RequestPath.of(prefix);
    String plain = "/" + String.join("/", path.plain());
    if (!prefix.equals(plain) || prefix.indexOf('?') >= 0 || prefix.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "a path prefix is written plainly, such as /api/orders, not " + prefix);
    }
    mounts.removeIf(mount -> mount.segments().equals(path.plain()));
    mounts.add(new Mount(prefix, path.plain(), gate, apiBelow));
    mounts.sort(Comparator.comparingInt((Mount mount) -> mount.segments().size()).reversed());
  }

  /** The gate before a path. */
  Optional<Mount> before(RequestPath path) {
    for (Mount mount : mounts) {
      if (path.startsWith(mount.segments())) {
        return Optional.of(mount);
      }
    }
    return Optional.empty();
  }

  List<Gate> gates() {
    return mounts.stream().map(Mount::gate).toList();
  }
}
