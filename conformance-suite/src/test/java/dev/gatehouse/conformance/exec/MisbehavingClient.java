package dev.gatehouse.conformance.exec;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program for {@code --exec} that introduces itself and then goes wrong as its argument says. */
final class MisbehavingClient {
  private MisbehavingClient() {}

  /** The command that starts it. */
  static String command(String flaw) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes =
        Path.of(
            MisbehavingClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return String.join(
        " ",
        "'" + java + "' -XX:TieredStopAtLevel=1 -cp",
        "'" + classes + "'",
        MisbehavingClient.class.getName(),
        flaw);
  }

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (args[0].equals("silent")) {
      return;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.contains("\"hello\"")) {
        say(
            "{\"type\":\"hello\",\"protocol\":"
                + (args[0].equals("newer") ? 2 : 1)
                + ",\"name\":\"odd\",\"authTypes\":[\"none\"],\"features\":[]}");
      } else if (line.contains("\"type\":\"open\"")) {
        say("{\"type\":\"opened\",\"description\":\"odd\"}");
      } else if (line.contains("\"type\":\"call\"")) {
        goWrong(args[0]);
      } else {
        say("{\"type\":\"closed\"}");
      }
    }
  }

  private static void goWrong(String flaw) throws Exception {
    switch (flaw) {
      case "crash" -> {
        System.err.println("segmentation fault, as it were");
        System.exit(7);
      }
      case "hang" -> Thread.currentThread().join();
      case "garbage" -> say("Traceback (most recent call last):");
      case "stranger" -> say("{\"type\":\"surprise\",\"id\":1}");
      case "endless" -> {
        String block = "x".repeat(1 << 20);
        for (int i = 0; i < 200; i++) {
          System.out.print(block);
        }
      }
      default -> throw new IllegalArgumentException(flaw);
    }
  }

  private static void say(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
