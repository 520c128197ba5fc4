package dev.gatehouse.mock.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.aws.iam.WebIdentityIssuer;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A role is assumed by a token of the server's own authorization server. */
class OwnWebIdentityTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ROLE = "arn:aws:iam::333344445555:role/Deploy";

  @Test
  void assumesARoleByATokenOfTheServersOwnIssuerUntilItExpires() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      OAuth2Provider builds =
          gatehouse.oauth2(
              "/oauth2/builds",
              issuer ->
                  issuer.client(
                      RegisteredClient.confidential("build-7", Secret.of("build-secret"))
                          .grantTypes("client_credentials")
                          .audience("sts.amazonaws.com")
                          .build()));
      gatehouse
          .iam()
          .trust(
              new WebIdentityIssuer(
                  builds.issuer().toString(), Set.of("sts.amazonaws.com"), builds::jwks));
      String name = builds.issuer().toString().substring("http://".length());
      gatehouse
          .iam()
          .account("333344445555")
          .role(
              "Deploy",
              """
              {"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow",
                "Principal": {"Federated": "arn:aws:iam::333344445555:oidc-provider/%s"},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {"StringEquals": {"%s:sub": "build-7"}}}]}
              """
                  .formatted(name, name));
      String token = token(builds);

      HttpResponse<String> right = assume(gatehouse, token);
      assertThat(right.statusCode()).isEqualTo(200);
      assertThat(right.body()).contains("assumed-role/Deploy/build", "<AccessKeyId>ASIA");

      char other = token.charAt(token.length() - 2) == 'A' ? 'B' : 'A';
      String tampered =
          token.substring(0, token.length() - 2) + other + token.charAt(token.length() - 1);
      HttpResponse<String> wrong = assume(gatehouse, tampered);
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("<Code>InvalidIdentityToken</Code>");

      gatehouse.clock().advance(Duration.ofHours(2));
      HttpResponse<String> late = assume(gatehouse, token);
      assertThat(late.statusCode()).isEqualTo(400);
      assertThat(late.body()).contains("<Code>ExpiredTokenException</Code>").doesNotContain(token);
    }
  }

  private static String token(OAuth2Provider issuer) throws Exception {
    String basic = Base64.getEncoder().encodeToString("build-7:build-secret".getBytes(UTF_8));
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(issuer.issuer() + "/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build(),
            BodyHandlers.ofString());
    return String.valueOf(JSONObjectUtils.parse(answer.body()).get("access_token"));
  }

  private static HttpResponse<String> assume(Gatehouse gatehouse, String token) throws Exception {
    String form =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=build&RoleArn="
            + URLEncoder.encode(ROLE, UTF_8)
            + "&WebIdentityToken="
            + URLEncoder.encode(token, UTF_8);
    return HTTP.send(
        HttpRequest.newBuilder(gatehouse.baseUri().resolve("/sts"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }
}
