package dev.gatehouse.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.AssumeRoleException;
import dev.gatehouse.client.ConnectionException;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.TokenRequestException;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The credentials of a line-up are good on its own server, to the letter, and nowhere else. */
class LineupTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> CREDENTIALS =
      Set.of(
          "domain",
          "username",
          "password",
          "value",
          "clientId",
          "clientSecret",
          "accessKeyId",
          "secretAccessKey",
          "roleArn",
          "externalId");

  @ParameterizedTest
  @EnumSource(
      names = {
        "BASIC",
        "HEADER",
        "QUERY_PARAMS",
        "CUSTOM",
        "NTLM",
        "OAUTH2_AUTHORIZATION_CODE",
        "OAUTH2_CLIENT_CREDENTIALS",
        "AWS_ACCESS_KEY",
        "AWS_IAM_ROLE"
      })
  void refusesEachCredentialWithOneCharacterChanged(AuthType type) throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Connection right = gatehouse.scenario(type).connection();
      assertThat(status(right)).isEqualTo(200);
      JsonNode whole = JSON.readTree(Connections.toJsonWithSecrets(right));
      int credentials = holders(whole).size();

      assertThat(credentials).isPositive();
      for (int i = 0; i < credentials; i++) {
        JsonNode copy = whole.deepCopy();
        Holder holder = holders(copy).get(i);
        String credential = holder.object().get(holder.field()).textValue();
        holder.object().put(holder.field(), changed(credential));

        refused(Connections.read(copy.toString()), gatehouse);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "BASIC",
        "HEADER",
        "QUERY_PARAMS",
        "CUSTOM",
        "NTLM",
        "OAUTH2_AUTHORIZATION_CODE",
        "OAUTH2_CLIENT_CREDENTIALS",
        "AWS_ACCESS_KEY",
        "AWS_IAM_ROLE"
      })
  void refusesTheCredentialsOfAnotherServer(AuthType type) {
    try (Gatehouse one = Gatehouse.start();
        Gatehouse other = Gatehouse.start()) {
      String json = Connections.toJsonWithSecrets(one.scenario(type).connection());
      String authority = one.baseUri().getAuthority();

      refused(Connections.read(json.replace(authority, other.baseUri().getAuthority())), other);
    }
  }

  private static void refused(Connection wrong, Gatehouse gatehouse) {
    switch (wrong.auth().type()) {
      case OAUTH2_CLIENT_CREDENTIALS ->
          assertThatThrownBy(() -> status(wrong))
              .isInstanceOf(TokenRequestException.class)
              .hasMessageContaining("invalid_client");
      case OAUTH2_AUTHORIZATION_CODE ->
          assertThatThrownBy(() -> status(wrong)).isInstanceOf(ConnectionException.class);
      case AWS_ACCESS_KEY -> assertThat(status(wrong)).isEqualTo(403);
      case AWS_IAM_ROLE ->
          assertThatThrownBy(() -> status(wrong)).isInstanceOf(AssumeRoleException.class);
      default -> assertThat(status(wrong)).isEqualTo(401);
    }
    assertThat(gatehouse.journal().last(entry -> true).orElseThrow())
        .satisfies(
            entry -> {
              assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
              assertThat(entry.status()).isIn(400, 401, 403);
            });
  }

  private static int status(Connection connection) {
    try (HttpConnection client = HttpConnection.open(connection)) {
      return client.get("/hello").status();
    }
  }

  private static String changed(String credential) {
    char last = credential.charAt(credential.length() - 1);
    return credential.substring(0, credential.length() - 1) + (last == 'x' ? 'y' : 'x');
  }

  /** A JSON object with a field that holds a credential. */
  private record Holder(ObjectNode object, String field) {}

  private static List<Holder> holders(JsonNode connection) {
    return connection.findParents("type").stream()
        .map(ObjectNode.class::cast)
        .flatMap(
            auth ->
                CREDENTIALS.stream()
                    .sorted()
                    .flatMap(
                        field ->
                            auth.findParents(field).stream()
                                .map(parent -> new Holder((ObjectNode) parent, field))))
        .toList();
  }
}
