package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokenStoreTest {
  static final StoredTokens TOKENS =
      new StoredTokens(
          Secret.of("access-secret"),
          Instant.parse("2026-01-01T00:00:00.5Z"),
          List.of("read", "write"),
          Secret.of("refresh-secret"),
          new StoredTokens.Subject("https://issuer.example", "ad\"a"));

  @TempDir private Path directory;

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void readsWhatAnotherStoreWrote() throws Exception {
    StoredTokens bare = new StoredTokens(Secret.of("a"), Instant.MIN, List.of(), null, null);
    TokenStore.inDirectory(directory).save("one", TOKENS);
    TokenStore.inDirectory(directory).save("two", bare);
    assertThat(TokenStore.inDirectory(directory).load("one")).contains(TOKENS);
    assertThat(TokenStore.inDirectory(directory).load("two")).contains(bare);
    assertThat(TokenStore.inDirectory(directory).load("three")).isEmpty();
  }

  @Test
  void replacesForgetsAndLeavesNothingBehind() throws Exception {
    TokenStore store = TokenStore.inDirectory(directory);
    StoredTokens other = new StoredTokens(Secret.of("b"), Instant.MAX, List.of(), null, null);
    store.save("one", TOKENS);
    store.save("one", other);
    assertThat(store.load("one")).contains(other);
    assertThat(files(directory)).hasSize(1);
    store.remove("one");
    store.remove("one");
    assertThat(store.load("one")).isEmpty();
    assertThat(files(directory)).isEmpty();
  }

  @Test
  void onlyTheOwnerCanReadFilesAndTheDirectoryItMakes() throws Exception {
    assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path inside = directory.resolve("a/b");
    TokenStore.inDirectory(inside).save("one", TOKENS);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
        .isEqualTo("rwx------");
    assertThat(files(inside))
        .hasSize(1)
        .allSatisfy(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
  }

  @Test
  void whereThereAreAccessListsOnlyTheOwnerIsOnThem() throws Exception {
    try (FileSystem windows =
        Jimfs.newFileSystem(
            Configuration.windows().toBuilder().setAttributeViews("basic", "acl").build())) {
      Path file = windows.getPath("C:\\work\\tokens.json");
      for (FileAttribute<?> made : List.of(OwnerOnly.file(file), OwnerOnly.directory(file))) {
        assertThat(made.name()).isEqualTo("acl:acl");
        assertThat(made.value())
            .asInstanceOf(InstanceOfAssertFactories.list(AclEntry.class))
            .singleElement()
            .satisfies(
                entry -> {
                  assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
                  assertThat(entry.principal().getName())
                      .isEqualTo(System.getProperty("user.name"));
                });
      }
    }
  }

  @Test
  void keepsNothingWhereOthersCouldRead() throws Exception {
    try (FileSystem plain =
        Jimfs.newFileSystem(Configuration.unix().toBuilder().setAttributeViews("basic").build())) {
      Path inside = plain.getPath("/work/tokens");
      assertThatThrownBy(() -> TokenStore.inDirectory(inside).save("one", TOKENS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("others could read");
      assertThat(Files.exists(inside)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"version\":2,\"accessToken\":\"x\",\"renewal\":\"2026-01-01T00:00:00Z\",\"scopes\":[]}",
        "{\"version\":1,\"renewal\":\"2026-01-01T00:00:00Z\",\"scopes\":[]}",
        "{\"version\":1,\"accessToken\":\"\",\"renewal\":\"2026-01-01T00:00:00Z\",\"scopes\":[]}",
        "{\"version\":1,\"accessToken\":7,\"renewal\":\"2026-01-01T00:00:00Z\",\"scopes\":[]}",
        "{\"version\":1,\"accessToken\":\"secret\",\"renewal\":\"soon\",\"scopes\":[]}",
        "{\"version\":1,\"accessToken\":\"secret\",\"renewal\":\"2026-01-01T00:00:00Z\"}",
        "{\"version\":1,\"accessToken\":\"x\",\"renewal\":\"2026-01-01T00:00:00Z\",\"scopes\":[7]}",
        "{\"version\":1,\"accessToken\":\"secret\",\"renewal\":\"2026-01-01T00:00:00Z\",\"scopes\":[],\"subject\":\"s\"}",
      })
  void aDamagedFileIsAnErrorThatSaysWhatToDo(String text) throws Exception {
    TokenStore store = TokenStore.inDirectory(directory);
    store.save("one", TOKENS);
    Path file = files(directory).get(0);
    Files.writeString(file, text);
    assertThatThrownBy(() -> store.load("one"))
        .isInstanceOf(IOException.class)
        .hasMessage("the token file " + file + " is damaged; delete it, and the user logs in again")
        .hasNoCause();
  }

  @Test
  void aDamagedFileIsATypedFailureOfTheConnection() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      TokenStore store = TokenStore.inDirectory(directory);
      flow.open(options -> options.withTokenStore(store)).get("/a");
      Files.writeString(files(directory).get(0), "garbage");
      HttpConnection connection = flow.open(options -> options.withTokenStore(store));
      assertThat(catchThrowableOfType(TokenStoreException.class, () -> connection.get("/a")))
          .hasMessageContaining("damaged; delete it");
      Files.delete(files(directory).get(0));
      assertThat(connection.get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void aRestartNeedsNoLoginAndKeepsTheRotation() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      for (int i = 0; i < 3; i++) {
        TokenStore restarted = TokenStore.inDirectory(directory);
        try (HttpConnection connection = flow.open(options -> options.withTokenStore(restarted))) {
          connection.get("/a");
        }
        flow.clock().advance(Duration.ofHours(1));
      }
      assertThat(flow.authorizations()).hasSize(1);
      assertThat(flow.tokenRequests().stream().map(request -> request.get("refresh_token")))
          .containsExactly(null, "r1", "r2");
    }
  }

  @Test
  void fiftyConnectionsWithStoresOfTheSameDirectoryMakeOneLogin() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      Crowd.together(
          50,
          () -> {
            try (HttpConnection connection =
                HttpConnection.open(
                    flow.connection("orders"),
                    ClientOptions.defaults()
                        .withUserAgent(flow::comeBack)
                        .withTokenStore(TokenStore.inDirectory(directory)))) {
              return connection.get("/a").status();
            }
          });
      assertThat(flow.authorizations()).hasSize(1);
    }
  }

  @Test
  void printsItsDirectoryAndNoToken() {
    assertThat(TokenStore.inDirectory(directory)).hasToString("TokenStore[" + directory + "]");
  }
}
