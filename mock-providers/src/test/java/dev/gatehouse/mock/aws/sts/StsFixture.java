package dev.gatehouse.mock.aws.sts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.mock.aws.iam.AccessKey;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.iam.WebIdentityIssuer;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * STS with two accounts: the platform's with the user ann, and a customer's with the role partner,
 * which trusts the platform under an external ID.
 */
final class StsFixture {
  static final String PLATFORM = "444455556666";
  static final String CUSTOMER = "111122223333";
  static final String ROLE_ARN = "arn:aws:iam::" + CUSTOMER + ":role/partner";
  static final String ANN_ARN = "arn:aws:iam::" + PLATFORM + ":user/ann";
  static final String ISSUER = "https://login.test/tenant";
  static final RSAKey ISSUER_KEY = key();

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  final Iam iam = new Iam(now::get);
  final StsProvider sts = new StsProvider("eu-central-1", iam, now::get);
  final IamUser ann = iam.account(PLATFORM).user("ann").policy(allow("sts:*", "*"));
  final AccessKey annsKey = ann.createAccessKey();
  final Signed asAnn = Signed.with(annsKey);
  final Role partner =
      iam.account(CUSTOMER)
          .role(
              "partner",
              trust(
                  "{\"AWS\": \"" + PLATFORM + "\"}",
                  "{\"StringEquals\": {\"sts:ExternalId\": \"tenant-7\"}}"));

  StsFixture() {
    iam.trust(
        new WebIdentityIssuer(
            ISSUER,
            Set.of("client-1", "client-2"),
            () -> new JWKSet(ISSUER_KEY).toPublicJWKSet().toString()));
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("k1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String allow(String action, String resource) {
    return """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}
        """
        .formatted(action, resource);
  }

  /** A trust policy for everything a role can be asked for. */
  static String trust(String principal, String condition) {
    return """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": %s, "Condition": %s,
           "Action": ["sts:AssumeRole*", "sts:TagSession", "sts:SetSourceIdentity"]}]}
        """
        .formatted(principal, condition);
  }

  Role role(String name, String principal, String condition) {
    return iam.account(CUSTOMER).role(name, trust(principal, condition));
  }

  /** A role that ann may assume without more. */
  Role open(String name) {
    return role(name, "{\"AWS\": \"" + PLATFORM + "\"}", "{}");
  }

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  Signed.Scope scope() {
    return new Signed.Scope("eu-central-1", "sts", now.get());
  }

  static String form(String action, String... namesAndValues) {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=2011-06-15");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&').append(encoded(namesAndValues[i])).append('=');
      form.append(encoded(namesAndValues[i + 1]));
    }
    return form.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  StsAnswer answer(ServerRequest request) {
    Endpoint endpoint = sts.endpoint(request.path()).orElseThrow();
    return StsAnswer.of(endpoint.answer(request));
  }

  /** A signed call by POST. */
  StsAnswer call(Signed caller, String action, String... namesAndValues) {
    return answer(caller.post("/", form(action, namesAndValues), scope()));
  }

  /** A call without a signature. */
  StsAnswer unsigned(String form) {
    return answer(
        new ServerRequest(
            "POST",
            "http",
            "127.0.0.1:8480",
            "/",
            null,
            List.of(new Field("Content-Type", "application/x-www-form-urlencoded")),
            form.getBytes(StandardCharsets.UTF_8)));
  }

  /** AssumeRole of a role as the session "one", with more parameters. */
  StsAnswer assume(Signed caller, String arn, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "RoleArn";
    all[1] = arn;
    all[2] = "RoleSessionName";
    all[3] = "one";
    System.arraycopy(more, 0, all, 4, more.length);
    return call(caller, "AssumeRole", all);
  }
}
