package dev.gatehouse.mock.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages in a real browser: on a desktop with script, and on a phone without. What they look
 * like lies in {@code target/screenshots} afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD) // Playwright is one thread's
class PagesBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private enum Screen {
    DESKTOP(1280, 800, true, ColorScheme.LIGHT),
    DARK(1280, 800, true, ColorScheme.DARK),
    PHONE(390, 844, false, ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final boolean script;
    private final ColorScheme colors;

    Screen(int width, int height, boolean script, ColorScheme colors) {
      this.width = width;
      this.height = height;
      this.script = script;
      this.colors = colors;
    }

    Browser.NewContextOptions options() {
      return new Browser.NewContextOptions()
          .setViewportSize(width, height)
          .setJavaScriptEnabled(script)
          .setColorScheme(colors);
    }
  }

  private Playwright playwright;
  private Browser browser;
  private Gatehouse gatehouse;
  private OAuth2Provider provider;
  private Screen screen = Screen.DESKTOP;
  private BrowserContext context;
  private Page page;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @BeforeAll
  void startBrowser() {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "needs " + CHROMIUM);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  void endBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void startServer() {
    gatehouse = Gatehouse.start();
    provider =
        OAuth2Provider.builder(gatehouse.baseUri().resolve("/oauth2/people"), gatehouse.clock())
            .client(
                RegisteredClient.publicClient("orders")
                    .name("Orders of Example & Sons")
                    .grantTypes("authorization_code")
                    .scopes("openid", "profile", "email", "orders:read", "orders:write")
                    .audience("https://api.example")
                    .pkce(Pkce.OPTIONAL)
                    .redirectUris(gatehouse.baseUri() + "/back")
                    .postLogoutRedirectUris(gatehouse.baseUri() + "/bye")
                    .build())
            .client(
                RegisteredClient.publicClient("tv")
                    .name("Living room TV")
                    .grantTypes(DEVICE_GRANT)
                    .scopes("openid", "films:watch")
                    .audience("https://api.example")
                    .build())
            .user(User.of("ada", Secret.of("lovelace")).withClaim("name", "Ada Lovelace"))
            .user(User.of("grace", Secret.of("hopper")).withClaim("name", "Grace Hopper"))
            .listUsers()
            .build();
    gatehouse.register(provider);
  }

  @AfterEach
  void endServer() {
    if (context != null) {
      context.close();
    }
    if (gatehouse != null) {
      gatehouse.close();
    }
  }

  private void open(Screen on, URI first) {
    screen = on;
    context = browser.newContext(on.options());
    page = context.newPage();
    requests.clear();
    complaints.clear();
    page.onRequest(request -> requests.add(request.url()));
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.navigate(first.toString());
  }

  private URI authorize(String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "orders");
    parameters.put("redirect_uri", gatehouse.baseUri() + "/back");
    parameters.put("scope", "openid profile email orders:read orders:write");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return URI.create(provider.authorizationUri() + "?" + Visitor.form(parameters));
  }

  private URI at(String path) {
    return URI.create(provider.issuer() + path);
  }

  private void logIn(String username, String password) {
    page.getByLabel("User name").fill(username);
    page.getByLabel("Password").fill(password);
    press("Log in");
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private Locator heading(String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1).setExact(true));
  }

  private void isAt(String heading) {
    heading(heading).waitFor();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    assertThat(page.getByRole(AriaRole.BANNER).textContent()).contains("Gatehouse mock");
    assertThat(page.title()).endsWith(" - Gatehouse mock");
    picture(heading);
  }

  /** And nothing may stick out of the screen. */
  private void picture(String name) {
    for (Locator part : page.locator("header, main, input, button, p").all()) {
      if (part.isVisible()) {
        BoundingBox box = part.boundingBox();
        assertThat(box.x).isNotNegative();
        assertThat(box.x + box.width).isLessThanOrEqualTo(screen.width);
      }
    }
    String file =
        screen.name().toLowerCase(Locale.ROOT)
            + "-"
            + name.replaceAll("[^A-Za-z]+", "-").replaceAll("-$", "")
            + ".png";
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", file))
            .setFullPage(true));
  }

  private String back() {
    page.waitForURL(url -> url.startsWith(gatehouse.baseUri() + "/back"));
    assertThat(requests).allMatch(url -> url.startsWith(gatehouse.baseUri().toString()));
    assertThat(complaints).isEmpty();
    return page.url();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void somebodyLogsInAndDropsAScope(Screen on) {
    open(on, authorize());
    isAt("Log in");
    if (on != Screen.PHONE) {
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("username");
    }
    logIn("ada", "wrong");
    assertThat(page.getByRole(AriaRole.ALERT).textContent())
        .isEqualTo("The user name or the password is wrong.");
    assertThat(page.getByLabel("User name").inputValue()).isEqualTo("ada");
    assertThat(page.getByLabel("Password").inputValue()).isEmpty();
    picture("Log in again");
    page.getByLabel("Password").fill("lovelace");
    page.getByLabel("Password").press("Enter");

    isAt("Allow Orders of Example & Sons?");
    Locator needed = page.getByLabel("Know who you are");
    assertThat(needed.isChecked()).isTrue();
    assertThat(needed.isDisabled()).isTrue();
    page.getByLabel("orders:write").uncheck();
    press("Allow");
    assertThat(back()).contains("code=");
    assertThat(gatehouse.journal().last(entry -> entry.event().equals("authorization.success")))
        .hasValueSatisfying(
            entry ->
                assertThat(entry.explanation())
                    .endsWith("with the scope: openid profile email orders:read"));
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void somebodyConnectsADevice(Screen on) {
    Map<String, Object> codes = deviceCodes();
    open(on, at("/device"));
    isAt("Connect a device");
    page.getByLabel("Code that your device shows").fill("bbbb cccc");
    press("Continue");
    assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("There is no such code");
    picture("Connect a device again");
    String code = String.valueOf(codes.get("user_code"));
    page.getByLabel("Code that your device shows").fill(code.toLowerCase(Locale.ROOT));
    press("Continue");
    logIn("grace", "hopper");
    isAt("Allow Living room TV?");
    assertThat(page.getByText(code).isVisible()).isTrue();
    press("Allow");
    isAt("Your device is connected");
    assertThat(poll(codes)).containsEntry("scope", "openid films:watch");
    assertThat(complaints).isEmpty();
  }

  @Test
  void somebodyDeniesADevice() {
    Map<String, Object> codes = deviceCodes();
    open(Screen.DESKTOP, URI.create(String.valueOf(codes.get("verification_uri_complete"))));
    logIn("grace", "hopper");
    press("Deny");
    isAt("Your device is not connected");
    assertThat(poll(codes)).containsEntry("error", "access_denied");
  }

  @Test
  void somebodyDenies() {
    open(Screen.DESKTOP, authorize("state", "s t"));
    logIn("ada", "lovelace");
    press("Deny");
    assertThat(back()).contains("error=access_denied", "state=s+t").doesNotContain("code=");
  }

  @Test
  void somebodyCancelsWithoutFillingTheForm() {
    open(Screen.PHONE, authorize());
    press("Cancel");
    assertThat(back()).contains("error=access_denied");
  }

  @ParameterizedTest
  @EnumSource(
      value = Screen.class,
      names = {"DESKTOP", "PHONE"})
  void somebodyChoosesAnAccountAndLogsOut(Screen on) {
    open(on, authorize());
    logIn("ada", "lovelace");
    press("Not you?");
    logIn("grace", "hopper");
    press("Allow");
    back();
    page.navigate(authorize("prompt", "select_account").toString());
    isAt("Choose an account");
    page.getByText("Grace Hopper").click();
    assertThat(back()).contains("code=");

    page.navigate(
        at("/end_session?client_id=orders&state=x&post_logout_redirect_uri="
                + Fixture.encode(gatehouse.baseUri() + "/bye"))
            .toString());
    isAt("Log out?");
    press("Stay logged in");
    isAt("You are still logged in");
    page.goBack();
    page.navigate(at("/end_session").toString());
    press("Log out");
    isAt("You are logged out");
    page.navigate(authorize("prompt", "none").toString());
    assertThat(back()).contains("error=login_required");
  }

  @ParameterizedTest
  @EnumSource(
      value = Screen.class,
      names = {"DESKTOP", "PHONE"})
  void aPageThatWasUsedBeforeSaysWhatToDo(Screen on) {
    open(on, authorize());
    Page second = context.newPage();
    second.navigate(page.url());
    context.clearCookies();
    logIn("ada", "lovelace");
    isAt("This page cannot be used any more");
    page.navigate(authorize("redirect_uri", "https://evil.example").toString());
    isAt("This application cannot log you in");
  }

  @Test
  void theWayBackByFormNeedsNoClickWhereThereIsScript() {
    open(Screen.DESKTOP, authorize("response_mode", "form_post"));
    logIn("ada", "lovelace");
    press("Allow");
    assertThat(back()).doesNotContain("code=");
    assertThat(page.locator("body").textContent()).contains("POST", "/back");
  }

  @Test
  void theWayBackByFormNeedsAClickWhereThereIsNone() {
    open(Screen.PHONE, authorize("response_mode", "form_post"));
    logIn("ada", "lovelace");
    press("Allow");
    isAt("Going back to the application");
    press("Continue to the application");
    back();
  }

  /** As behind a proxy, one of which takes its own part of the path away and one does not. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/shown"})
  void somebodyLogsInUnderAnotherPath(String prefix) {
    gatehouse.register(
        OAuth2Provider.builder(gatehouse.baseUri().resolve("/oauth2/proxied"), gatehouse.clock())
            .publicAddress(PublicAddress.of(URI.create(gatehouse.baseUri() + "/shown")))
            .client(
                RegisteredClient.publicClient("orders")
                    .grantTypes("authorization_code")
                    .scopes("openid")
                    .audience("https://api.example")
                    .pkce(Pkce.OPTIONAL)
                    .redirectUris(gatehouse.baseUri() + "/back")
                    .build())
            .user(User.of("ada", Secret.of("lovelace")))
            .build());
    String authorize = prefix + "/oauth2/proxied/authorize?";
    open(
        Screen.DESKTOP,
        URI.create(gatehouse.baseUri() + authorize + authorize("scope", "openid").getRawQuery()));
    logIn("ada", "lovelace");
    press("Allow");
    assertThat(back()).contains("code=");
  }

  private Map<String, Object> deviceCodes() {
    return Fixture.json(send("/device_authorization", Map.of("client_id", "tv")));
  }

  private Map<String, Object> poll(Map<String, Object> codes) {
    return Fixture.json(
        send(
            "/token",
            Map.of(
                "client_id",
                "tv",
                "grant_type",
                DEVICE_GRANT,
                "device_code",
                String.valueOf(codes.get("device_code")))));
  }

  private Reply send(String path, Map<String, String> form) {
    return provider
        .endpoint(provider.issuer().getPath() + path)
        .orElseThrow()
        .answer(Fixture.post(Visitor.form(form)));
  }
}
