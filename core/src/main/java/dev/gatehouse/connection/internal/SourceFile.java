package dev.gatehouse.connection.internal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a text file, or says in words why it cannot be read. */
public final class SourceFile {
  private SourceFile() {}

  /**
   * The text of a file in UTF-8.
   *
   * @throws InvalidDocumentException if it cannot be read or is not UTF-8
   */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw unreadable(file, "you may not read it", e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not text in UTF-8", e);
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "it is a directory" : String.valueOf(e.getMessage());
      throw unreadable(file, why, e);
    }
  }

  private static InvalidDocumentException unreadable(Path file, String why, IOException e) {
    return new InvalidDocumentException(
        Place.whole(file.toString()), "", "cannot be read: " + why, e);
  }
}
