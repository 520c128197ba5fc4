package dev.gatehouse.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps tokens in files of their owner; equal when the directory is. */
record TokensInFiles(Path directory) implements TokenStore {
  @Override
  public Optional<StoredTokens> load(String key) throws IOException {
    Path file = file(key);
    try {
      return Optional.of(TokenFile.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Written whole beside the old file, then put in its place: a crash leaves one or the other. */
  @Override
  public void save(String key, StoredTokens tokens) throws IOException {
    Files.createDirectories(directory, OwnerOnly.directory(directory));
    Path written = directory.resolve(key + "." + UUID.randomUUID() + ".tmp");
    try {
      write(written, TokenFile.write(tokens));
      Files.move(written, file(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public void remove(String key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  /** Nobody else can open it from the moment it is there. */
  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(file))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private Path file(String key) {
    return directory.resolve(key + ".json");
  }

  @Override
  public String toString() {
    return "TokenStore[" + directory + "]";
  }
}
