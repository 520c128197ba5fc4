package dev.gatehouse.client.internal.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What one setting holds, given inline or as the path of a file; paths are relative to the working
 * directory.
 */
record Setting(String field, byte[] content) {
  private static final String PEM = "-----BEGIN";

  static Setting of(String field, String pemOrPath) throws UnusableSettingException {
    if (pemOrPath.contains(PEM)) {
      return new Setting(field, pemOrPath.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return new Setting(field, Files.readAllBytes(Path.of(pemOrPath.strip())));
    } catch (IOException | InvalidPathException e) {
      // The text is not quoted: it may be a key that lost its first line.
      throw new UnusableSettingException(
          field,
          "it is neither PEM text nor a file that can be read; a path is relative to the working"
              + " directory");
    }
  }

  boolean isPem() {
    return text().contains(PEM);
  }

  /** As text; what is not text makes no difference to where PEM starts and ends. */
  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  UnusableSettingException wrong(String problem) {
    return new UnusableSettingException(field, problem);
  }
}
