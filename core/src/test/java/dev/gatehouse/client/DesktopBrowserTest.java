package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DesktopBrowserTest {
  private static final URI PAGE =
      URI.create("https://login.example/authorize?client_id=c&state=hidden&code_challenge=hidden");
  private static final URI BACK = URI.create("http://127.0.0.1:1/callback");

  @Test
  void opensThePageInTheFirstWayThatWorks() throws Exception {
    List<String> tried = new ArrayList<>();
    DesktopBrowser browser =
        new DesktopBrowser(
            List.of(
                uri -> {
                  tried.add("first");
                  return false;
                },
                uri -> tried.add("second " + uri),
                uri -> tried.add("third")));
    assertThat(browser.authorize(PAGE, BACK)).isEmpty();
    assertThat(tried).containsExactly("first", "second " + PAGE);
  }

  @Test
  void withoutABrowserItSaysWhichPageAndWhatElseToDo() {
    assertThatThrownBy(() -> new DesktopBrowser(List.of(uri -> false)).authorize(PAGE, BACK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("https://login.example/authorize;")
        .hasMessageContaining("HeadlessBrowser")
        .hasMessageNotContaining("hidden");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void handsTheWholePageToACommand(@TempDir Path directory) throws Exception {
    Path seen = directory.resolve("seen");
    List<String> command = List.of("sh", "-c", "printf %s \"$1\" > '" + seen + "'", "browser");
    assertThat(DesktopBrowser.command(command, PAGE)).isTrue();
    assertThat(Files.readString(seen)).isEqualTo(PAGE.toString());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCommandThatFailsOrIsNotThereOpensNothing() {
    assertThat(DesktopBrowser.command(List.of("false"), PAGE)).isFalse();
    assertThat(DesktopBrowser.command(List.of("/no/such/browser"), PAGE)).isFalse();
  }

  @Test
  void everySystemHasACommandOfItsOwn() {
    assertThat(DesktopBrowser.command("Windows 11"))
        .containsExactly("rundll32", "url.dll,FileProtocolHandler");
    assertThat(DesktopBrowser.command("Mac OS X")).containsExactly("open");
    assertThat(DesktopBrowser.command("Linux")).containsExactly("xdg-open");
  }
}
