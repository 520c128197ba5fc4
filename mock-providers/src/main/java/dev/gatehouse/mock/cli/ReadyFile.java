package dev.gatehouse.mock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there exactly as long as the server answers, and holds its base URI. Whoever finds
 * it, finds it whole.
 */
record ReadyFile(Path path) {
  /** Writes it in one step. */
  void write(URI baseUri) {
    try {
      Path part =
          Files.createTempFile(path.toAbsolutePath().getParent(), ".gatehouse-ready", ".part");
      try {
        Files.writeString(part, baseUri + "\n");
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ready file " + path + ": " + e, e);
    }
  }

  /** Removes it, also one that an earlier server could not remove. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the ready file " + path + ": " + e, e);
    }
  }
}
