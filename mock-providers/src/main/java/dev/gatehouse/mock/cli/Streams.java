package dev.gatehouse.mock.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** What a command reads and prints: the process's own, or a test's. */
record Streams(InputStream in, PrintStream out, PrintStream err) {
  static Streams ofTheProcess() {
    return new Streams(System.in, System.out, System.err);
  }
}
