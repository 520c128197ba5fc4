package dev.gatehouse.conformance.exec;

/** The last characters of what a program printed; bounded, however much it prints. */
final class Tail {
  private static final int LONGEST = 16 * 1024;

  private final StringBuilder text = new StringBuilder();
  private long printed;

  synchronized void append(String line) {
    text.append(line).append('\n');
    printed += line.length() + 1;
    if (text.length() > LONGEST) {
      text.delete(0, text.length() - LONGEST);
    }
  }

  /** How much was printed so far, in characters. */
  synchronized long position() {
    return printed;
  }

  /** What was printed after a position, as far as it is still held. */
  synchronized String since(long position) {
    long length = Math.min(printed - position, text.length());
    return text.substring((int) (text.length() - length));
  }
}
