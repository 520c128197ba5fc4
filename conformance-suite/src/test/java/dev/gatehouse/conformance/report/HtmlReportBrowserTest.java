package dev.gatehouse.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @Test
  void filtersByOutcomeAndTextWithoutAnyNetwork(@TempDir Path temp) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "needs " + CHROMIUM);
    Reports.write(SampleRun.run(), temp);
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")))) {
      Page page = browser.newPage();
      List<String> requests = new CopyOnWriteArrayList<>();
      List<String> errors = new CopyOnWriteArrayList<>();
      page.onRequest(request -> requests.add(request.url()));
      page.onPageError(errors::add);
      page.onConsoleMessage(message -> errors.add(message.text()));
      page.navigate(temp.resolve("report.html").toUri().toString());

      assertThat(visible(page)).hasSize(6);
      page.locator("button[data-filter=failed]").click();
      assertThat(visible(page)).containsExactly("basic.utf8");
      assertThat(page.locator("button[data-filter=failed]").getAttribute("aria-pressed"))
          .isEqualTo("true");
      assertThat(page.locator("#shown").textContent()).isEqualTo("1 of 6 shown");
      page.locator("button[data-filter=all]").click();
      page.locator("#search").fill("TIME-OUT silent");
      assertThat(visible(page)).containsExactly("http.stall");
      page.locator("#search").fill("nothing like it");
      assertThat(page.locator("#none").isVisible()).isTrue();
      page.locator(".worst a").first().click();
      assertThat(visible(page)).hasSize(6);
      assertThat(page.url()).endsWith("#basic.utf8");

      assertThat(errors).isEmpty();
      assertThat(requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }
  }

  private static List<String> visible(Page page) {
    return page.locator("details.check").all().stream()
        .filter(check -> check.isVisible())
        .map(check -> check.getAttribute("id"))
        .toList();
  }
}
