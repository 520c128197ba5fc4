package dev.gatehouse.conformance.exec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads UTF-8 lines, and gives up on one that never ends. */
final class BoundedLines {
  /** A body of 16 MiB in Base64 and some room. */
  static final int LONGEST = 32 * 1024 * 1024;

  private final BufferedReader reader;
  private final int longest;

  BoundedLines(InputStream in, int longest) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.longest = longest;
  }

  /** The next line; null at the end. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() == longest) {
        throw new IOException("a line is longer than " + longest + " characters");
      }
      line.append((char) c);
    }
    return line.isEmpty() ? null : line.toString();
  }
}
