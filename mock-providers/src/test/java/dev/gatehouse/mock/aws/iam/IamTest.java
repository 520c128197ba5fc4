package dev.gatehouse.mock.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.AccessKeys.Found;
import dev.gatehouse.mock.aws.policy.MalformedPolicyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS documentation: "Manage access keys for IAM users", "IAM roles". */
class IamTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}
      """;

  private final Iam iam = new Iam(() -> NOW);
  private final Account account = iam.account("111122223333");
  private final IamUser ann = account.user("ann");

  @Nested
  class Keys {
    @Test
    void areOfTheirUser() {
      AccessKey key = ann.createAccessKey();

      assertThat(key.id()).matches("AKIA[A-Z2-7]{16}");
      assertThat(key.secret().reveal()).matches("[A-Za-z0-9+/]{40}");
      assertThat(key.toString()).doesNotContain(key.secret().reveal());
      assertThat(iam.find(key.id()))
          .isEqualTo(new Found.Active(key.secret(), ann.principal(), Optional.empty()));
    }

    @Test
    void aUserHasTwoAtMost() {
      ann.createAccessKey();
      AccessKey second = ann.createAccessKey();

      assertThatThrownBy(ann::createAccessKey)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Cannot exceed quota for AccessKeysPerUser: 2");
      ann.setActive(second, false);
      assertThatThrownBy(ann::createAccessKey).hasMessageContaining("inactive ones count too");
      ann.delete(second);
      assertThatCode(ann::createAccessKey).doesNotThrowAnyException();
      assertThatCode(() -> account.user("bob").createAccessKey()).doesNotThrowAnyException();
    }

    @Test
    void canBeSwitchedOffAndOnAgain() {
      AccessKey key = ann.createAccessKey();
      ann.setActive(key, false);
      assertThat(iam.find(key.id())).isEqualTo(new Found.Inactive(ann.principal()));

      ann.setActive(key, true);
      assertThat(iam.find(key.id())).isInstanceOf(Found.Active.class);
    }

    @Test
    void thatAreDeletedAreGoneForGood() {
      AccessKey key = ann.createAccessKey();
      ann.delete(key);

      assertThat(iam.find(key.id())).isEqualTo(new Found.Unknown());
      assertThatThrownBy(() -> ann.setActive(key, true)).hasMessageContaining("NoSuchEntity");
      assertThatThrownBy(() -> ann.delete(key)).hasMessageContaining("NoSuchEntity");
      assertThatThrownBy(() -> ann.createAccessKey(key.id(), key.secret()))
          .hasMessageContaining("there is or was an access key " + key.id());
    }

    @Test
    void areNobodyElsesToSwitchOff() {
      AccessKey key = ann.createAccessKey();
      IamUser bob = account.user("bob");

      assertThatThrownBy(() -> bob.setActive(key, false)).hasMessageContaining("NoSuchEntity");
      assertThatThrownBy(() -> bob.delete(key)).hasMessageContaining("NoSuchEntity");
      assertThat(iam.find(key.id())).isInstanceOf(Found.Active.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AKIA", "akiaqqqqqqqqqqqqqqqq", "AKIAQQQQQQQQQQQQQQ/Q"})
    void haveIdsOfAwssForm(String id) {
      assertThatThrownBy(() -> ann.createAccessKey(id, Secret.of("secret")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("id: ");
    }

    @Test
    void haveIdsOfTheirOwn() {
      AccessKey key = ann.createAccessKey();

      assertThatThrownBy(() -> account.user("bob").createAccessKey(key.id(), Secret.of("x")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Nested
  class Roles {
    @Test
    void areFoundByTheirArns() {
      Role role = account.role("partner", TRUST);

      assertThat(iam.role("arn:aws:iam::111122223333:role/partner")).contains(role);
      for (String other :
          List.of(
              "arn:aws:iam::111122223333:role/other",
              "arn:aws:iam::444455556666:role/partner",
              "arn:aws:iam::111122223333:user/partner",
              "arn:aws-cn:iam::111122223333:role/partner",
              "arn:aws:iam:eu-central-1:111122223333:role/partner",
              "partner",
              "")) {
        assertThat(iam.role(other)).as(other).isEmpty();
      }
    }

    @Test
    void areRefusedWithATrustPolicyThatIsNone() {
      assertThatThrownBy(() -> account.role("x", "{\"Statement\": []}"))
          .isInstanceOf(MalformedPolicyException.class);
      assertThat(account.role("x")).isEmpty();
      Role role = account.role("y", TRUST);
      assertThatThrownBy(() -> role.trust("{}")).isInstanceOf(MalformedPolicyException.class);
      assertThatThrownBy(() -> role.policy(TRUST)).isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void letSessionsLastOneToTwelveHours() {
      Role role = account.role("partner", TRUST);

      assertThatThrownBy(() -> role.maxSessionDuration(Duration.ofMinutes(59)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> role.maxSessionDuration(Duration.ofHours(13)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(role.maxSessionDuration(Duration.ofHours(12)).maxSessionDuration())
          .isEqualTo(Duration.ofHours(12));
    }
  }

  @Nested
  class Sessions {
    private SessionCredentials begin() {
      return iam.begin(
          new IamSession(
              ann.principal(), ann, List.of(), false, Map.of(), Set.of(), Optional.empty(), NOW),
          NOW.plusSeconds(900));
    }

    @Test
    void haveATokenAndAnEnd() {
      SessionCredentials session = begin();

      assertThat(session.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
      assertThat(session.toString())
          .doesNotContain(session.secret().reveal())
          .doesNotContain(session.token().reveal());
      assertThat(iam.find(session.accessKeyId()))
          .isInstanceOfSatisfying(
              Found.Active.class,
              active -> {
                assertThat(active.session().orElseThrow().expiry()).isEqualTo(session.expiry());
                assertThat(active.session().orElseThrow().token()).isEqualTo(session.token());
              });
    }

    @Test
    void endWithAReset() {
      SessionCredentials session = begin();
      AccessKey key = ann.createAccessKey();
      MfaDevice device = ann.mfaDevice(new byte[20]);
      assertThat(device.accepts(device.code(NOW), NOW)).isTrue();

      iam.reset();

      assertThat(iam.find(session.accessKeyId())).isEqualTo(new Found.Unknown());
      assertThat(iam.actor(session.accessKeyId())).isEmpty();
      assertThat(iam.find(key.id())).isInstanceOf(Found.Active.class);
      assertThat(device.accepts(device.code(NOW), NOW)).as("a code used before").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1111222233334", "11112222333x"})
  void accountsHaveTwelveDigits(String id) {
    assertThatThrownBy(() -> iam.account(id)).hasMessageContaining("twelve digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "a*"})
  void namesHaveNoSlashesAndWildcards(String name) {
    assertThatThrownBy(() -> account.user(name)).hasMessageStartingWith("name: ");
    assertThatThrownBy(() -> account.role(name, TRUST)).hasMessageStartingWith("name: ");
    assertThatThrownBy(() -> account.managedPolicy(name, TRUST)).hasMessageStartingWith("name: ");
  }

  @Test
  void aUserIsTheSameWhenAskedForAgain() {
    assertThat(account.user("ann")).isSameAs(ann);
    assertThat(ann.principal().userId()).startsWith("AIDA");
  }
}
