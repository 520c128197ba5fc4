package dev.gatehouse.mock.cli;

import dev.gatehouse.client.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The body a person gave on the command line: itself, a file's, or stdin's. */
final class RequestData {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private RequestData() {}

  /**
   * A file is sent as it is read, of any length; the rest is held in memory.
   *
   * @throws IOException if the file or stdin cannot be read
   */
  static Body read(String data, InputStream in) throws IOException {
    if (data.equals("-") || data.equals("@-")) {
      return bytes(in.readAllBytes());
    }
    if (!data.startsWith("@")) {
      return bytes(data.getBytes(StandardCharsets.UTF_8));
    }
    Path file = Path.of(data.substring(1));
    try (InputStream start = Files.newInputStream(file)) {
      String type = type(start.readNBytes(1));
      return new Body.Stream(() -> Files.newInputStream(file), type, Files.size(file), true);
    }
  }

  private static Body bytes(byte[] bytes) {
    return new Body.Bytes(bytes, type(bytes));
  }

  private static String type(byte[] bytes) {
    return bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[') ? JSON : FORM;
  }
}
