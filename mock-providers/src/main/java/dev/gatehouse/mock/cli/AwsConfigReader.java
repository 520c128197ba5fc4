package dev.gatehouse.mock.cli;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.aws.iam.AccessKey;
import dev.gatehouse.mock.aws.iam.Account;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.iam.WebIdentityIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code aws}: accounts with their users and roles, and OpenID providers. */
final class AwsConfigReader {
  private AwsConfigReader() {}

  /**
   * What the section sets up, if there is one; what is wrong with it is said now, with its place.
   */
  static @Nullable Consumer<Iam> read(@Nullable Fields aws) {
    if (aws == null) {
      return null;
    }
    aws.only("accounts", "webIdentityIssuers");
    Consumer<Iam> setup = iam -> furnish(aws, iam);
    setup.accept(new Iam(InstantSource.system()));
    return setup;
  }

  private static void furnish(Fields aws, Iam iam) {
    for (Fields each : aws.objects("accounts")) {
      each.only("id", "users", "roles");
      Account account = at(each, "id", () -> iam.account(each.text("id")));
      each.objects("users").forEach(fields -> user(fields, account));
      each.objects("roles").forEach(fields -> role(fields, account));
    }
    for (Fields each : aws.objects("webIdentityIssuers")) {
      each.only("issuer", "audiences", "jwks");
      String keys = json(each, "jwks");
      WebIdentityIssuer issuer =
          new WebIdentityIssuer(
              each.text("issuer"), Set.copyOf(each.texts("audiences")), () -> keys);
      at(each, "jwks", issuer::keys);
      iam.trust(issuer);
    }
  }

  private static void user(Fields fields, Account account) {
    fields.only("name", "policies", "accessKeys");
    IamUser user = at(fields, "name", () -> account.user(fields.text("name")));
    policies(fields).forEach(policy -> at(fields, "policies", () -> user.policy(policy)));
    for (Fields each : fields.objects("accessKeys")) {
      each.only("id", "secret", "active");
      Secret secret = Secret.of(each.text("secret"));
      AccessKey key = at(each, "id", () -> user.createAccessKey(each.text("id"), secret));
      user.setActive(key, each.flag("active", true));
    }
  }

  private static void role(Fields fields, Account account) {
    fields.only("name", "trust", "policies", "maxSessionDuration");
    String trust = json(fields, "trust");
    Role role = at(fields, "trust", () -> account.role(fields.text("name"), trust));
    policies(fields).forEach(policy -> at(fields, "policies", () -> role.policy(policy)));
    Duration longest = Durations.read(fields, "maxSessionDuration", role.maxSessionDuration());
    at(fields, "maxSessionDuration", () -> role.maxSessionDuration(longest));
  }

  /** By their names, which are for the reader of the file. */
  private static List<String> policies(Fields fields) {
    Fields policies = fields.optionalObject("policies");
    return policies == null
        ? List.of()
        : fields.freeForm("policies").keySet().stream().map(name -> json(policies, name)).toList();
  }

  private static String json(Fields fields, String name) {
    fields.object(name);
    return JSONObjectUtils.toJSONString(fields.freeForm(name));
  }

  private interface Step<T> {
    T take();
  }

  /** A step whose refusal is told at the field it is about. */
  private static <T> T at(Fields fields, String field, Step<T> step) {
    try {
      return step.take();
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, field, e);
    } catch (IllegalStateException e) {
      throw fields.invalid(field, String.valueOf(e.getMessage()));
    }
  }
}
