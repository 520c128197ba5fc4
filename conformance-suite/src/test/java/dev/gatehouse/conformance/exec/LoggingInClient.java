package dev.gatehouse.conformance.exec;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A program for {@code --exec} that has its user log in during each call, and answers the call with
 * what the suite said of it.
 */
final class LoggingInClient {
  private LoggingInClient() {}

  /** The command that starts it; {@code authorize} is the message it sends. */
  static String command(String authorize) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes =
        Path.of(LoggingInClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return String.join(
        " ",
        "'" + java + "' -XX:TieredStopAtLevel=1 -cp",
        "'" + classes + "'",
        LoggingInClient.class.getName(),
        "'" + authorize + "'");
  }

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.contains("\"hello\"")) {
        say(
            "{\"type\":\"hello\",\"protocol\":1,\"name\":\"logging in\","
                + "\"authTypes\":[\"oauth2-authorization-code\"],\"features\":[]}");
      } else if (line.contains("\"type\":\"open\"")) {
        say("{\"type\":\"opened\",\"description\":\"logging in\"}");
      } else if (line.contains("\"type\":\"call\"")) {
        say(args[0]);
        byte[] redirected = in.readLine().getBytes(StandardCharsets.UTF_8);
        say(
            "{\"type\":\"answered\",\"id\":1,\"status\":200,\"grantedScopes\":[\"a\",\"b\"],"
                + "\"body\":\""
                + Base64.getEncoder().encodeToString(redirected)
                + "\"}");
      } else {
        say("{\"type\":\"closed\"}");
      }
    }
  }

  private static void say(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
