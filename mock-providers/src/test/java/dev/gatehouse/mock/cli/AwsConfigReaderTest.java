package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.mock.aws.AccessKeys.Found;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.Role;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsConfigReaderTest {
  @TempDir Path directory;

  private ServeConfig read(String text) throws IOException {
    return ServeConfigReader.read(Files.writeString(directory.resolve("c.yaml"), text));
  }

  @Test
  void setsUpWhatTheExampleSays() throws URISyntaxException {
    Path example =
        Path.of(Objects.requireNonNull(getClass().getResource("/gatehouse.example.yaml")).toURI());
    Iam iam = new Iam(InstantSource.system());

    Objects.requireNonNull(ServeConfigReader.read(example).aws()).accept(iam);

    assertThat(iam.find("AKIAEXAMPLECI0000000"))
        .isInstanceOfSatisfying(
            Found.Active.class,
            key -> {
              assertThat(key.secret().reveal()).isEqualTo("ci-secret");
              assertThat(key.principal().arn()).isEqualTo("arn:aws:iam::222233334444:user/ci");
            });
    assertThat(iam.find("AKIAEXAMPLECI0000001")).isInstanceOf(Found.Inactive.class);
    Role role = iam.role("arn:aws:iam::333344445555:role/Deploy").orElseThrow();
    assertThat(role.maxSessionDuration()).isEqualTo(Duration.ofHours(2));
    assertThat(role.policies()).hasSize(1);
    assertThat(iam.account("222233334444").user("ci").policies()).hasSize(1);
    assertThat(iam.webIdentityIssuer("https://idp.example").orElseThrow().audiences())
        .containsExactly("sts.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws: {account: []} | aws: unknown field 'account'; did you mean 'accounts'? (known: accounts, webIdentityIssuers)",
        "aws: {accounts: [{id: '12'}]} | aws.accounts[0].id: an account has twelve digits, not '12'",
        "aws: {accounts: [{id: '111111111111', users: [{name: a/b}]}]} | aws.accounts[0].users[0].name: ",
        "aws: {accounts: [{id: '111111111111', users: [{name: a, accessKeys: [{id: short, secret: hidden}]}]}]} | aws.accounts[0].users[0].accessKeys[0].id: 16 to 128 capital letters and digits",
        "aws: {accounts: [{id: '111111111111', users: [{name: a, policies: {p: {Version: '2012-10-17', Statement: [{Effect: Permit, Action: '*', Resource: '*'}]}}}]}]} | aws.accounts[0].users[0].policies: ",
        "aws: {accounts: [{id: '111111111111', roles: [{name: r}]}]} | aws.accounts[0].roles[0].trust: missing; it is required",
        "aws: {accounts: [{id: '111111111111', roles: [{name: r, trust: {Statement: [{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Condition: {StringMatches: {a: b}}}]}}]}]} | StringMatches",
        "aws: {accounts: [{id: '111111111111', roles: [{name: r, maxSessionDuration: PT13H, trust: {Statement: [{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole'}]}}]}]} | aws.accounts[0].roles[0].maxSessionDuration: ",
        "aws: {webIdentityIssuers: [{issuer: 'https://a', audiences: [b], jwks: {keys: x}}]} | aws.webIdentityIssuers[0].jwks: ",
      })
  void namesTheKeyOfWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("c.yaml, line 1, column ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("hidden");
  }

  @Test
  void refusesAKeyThatTheLineUpHas() throws IOException {
    ServeConfig config =
        read(
            "aws: {accounts: [{id: '111111111111', users: [{name: a, accessKeys:"
                + " [{id: AKIAIOSFODNN7EXAMPLE, secret: hidden}]}]}]}");
    Iam iam = new Iam(InstantSource.system());
    iam.account("123456789012")
        .user("orders-service")
        .createAccessKey("AKIAIOSFODNN7EXAMPLE", Secret.of("x"));

    assertThatThrownBy(() -> Objects.requireNonNull(config.aws()).accept(iam))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(
            "accessKeys[0].id: there is or was an access key AKIAIOSFODNN7EXAMPLE");
  }
}
