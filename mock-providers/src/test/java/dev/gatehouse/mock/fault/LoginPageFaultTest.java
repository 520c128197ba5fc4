package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fault of the authorization endpoint meets its answer after the pages that lead to it. */
class LoginPageFaultTest {
  private static final Pattern FORM =
      Pattern.compile("(?s)action=\"(\\w+)\".*name=\"interaction\" value=\"([^\"]+)\"");

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final OAuth2Provider provider =
      gatehouse.oauth2(
          "/oauth2/pages",
          issuer ->
              issuer
                  .client(client("app"))
                  .client(client("other"))
                  .user(User.of("ada", Secret.of("lovelace"))));
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  private static RegisteredClient client(String id) {
    return RegisteredClient.confidential(id, Secret.of("s3cret"))
        .grantTypes("authorization_code")
        .scopes("read")
        .audience("https://api.example")
        .redirectUris("https://app.example/back")
        .build();
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> authorize(String client) throws Exception {
    return send(
        HttpRequest.newBuilder(
            URI.create(
                provider.authorizationUri()
                    + "?response_type=code&state=st&scope=read&code_challenge_method=S256"
                    + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                    + "&redirect_uri=https://app.example/back&client_id="
                    + client)));
  }

  private HttpResponse<String> submit(HttpResponse<String> page, String fields) throws Exception {
    Matcher form = FORM.matcher(page.body());
    assertThat(form.find()).as(page.body()).isTrue();
    return send(
        HttpRequest.newBuilder(gatehouse.baseUri().resolve("/oauth2/pages/" + form.group(1)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("interaction=" + form.group(2) + "&" + fields)));
  }

  /** Through the log-in page and the consent page. */
  private String location(String client) throws Exception {
    HttpResponse<String> page = authorize(client);
    if (page.body().contains("name=\"password\"")) {
      page = submit(page, "username=ada&password=lovelace&action=login");
    }
    HttpResponse<String> back =
        page.statusCode() == 200 ? submit(page, "action=allow&allow:read=on") : page;
    return back.headers().firstValue("Location").orElse(back.body());
  }

  @Test
  void anErrorComesAfterTheLastPage() throws Exception {
    FaultRule rule =
        gatehouse
            .faults()
            .on(Target.endpoint("authorize"))
            .once(Fault.authorizationError("server_error"));

    assertThat(location("app"))
        .startsWith("https://app.example/back?state=st&iss=")
        .endsWith("&error=server_error")
        .doesNotContain("code=");
    assertThat(rule.fired()).isEqualTo(1);
    assertThat(
            gatehouse.journal().entries().stream()
                .filter(entry -> entry.fault() != null)
                .map(entry -> entry.path()))
        .containsExactly("/oauth2/pages/consent");
    assertThat(location("app"))
        .as("the consent is known now, the fault is spent")
        .contains("code=");
  }

  /** The forms of the pages have none of it: what counts is the request they follow. */
  @Test
  void theConditionsAreThoseOfTheAuthorizationRequest() throws Exception {
    gatehouse
        .faults()
        .on(Target.endpoint("authorize").method("GET").client("app").parameter("state", "st"))
        .untilRemoved(Fault.authorizationError("access_denied"));

    assertThat(location("other")).contains("code=");
    assertThat(location("app")).contains("error=access_denied");
  }

  @Test
  void aPathIsThatOfTheAuthorizationRequestToo() throws Exception {
    gatehouse
        .faults()
        .on(Target.path("/oauth2/pages/authorize"))
        .once(Fault.authorizationError("access_denied"));
    assertThat(location("app")).contains("error=access_denied");
  }

  @Test
  void thePageItselfCanBeTheTarget() throws Exception {
    gatehouse
        .faults()
        .on(Target.endpoint("consent"))
        .once(Fault.authorizationError("access_denied"));
    assertThat(location("app")).contains("error=access_denied");
  }

  /** Else a fault for what comes first would disturb what comes last as well. */
  @Test
  void everyOtherFaultMeetsTheRequestThatCame() throws Exception {
    FaultRule rule =
        gatehouse
            .faults()
            .on(Target.endpoint("authorize"))
            .untilRemoved(Fault.delay(Duration.ofMillis(1)));
    assertThat(location("app")).contains("code=");
    assertThat(rule.fired()).isEqualTo(1);
  }
}
