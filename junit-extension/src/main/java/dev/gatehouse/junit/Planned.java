package dev.gatehouse.junit;

import dev.gatehouse.mock.oauth2.Lifetimes;
import dev.gatehouse.mock.scenario.AccessKeyPlan;
import dev.gatehouse.mock.scenario.AuthorizationCodePlan;
import dev.gatehouse.mock.scenario.ClientCredentialsPlan;
import dev.gatehouse.mock.scenario.IamRolePlan;
import dev.gatehouse.mock.scenario.NtlmPlan;
import dev.gatehouse.mock.scenario.Scenario;
import dev.gatehouse.mock.scenario.ScenarioPlan;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * A parameter whose annotation has settings of its own.
 *
 * @param annotation equal ones of a test stand for the same scenario
 */
record Planned(Parameter parameter, Annotation annotation) {

  static Optional<Planned> of(ParameterContext parameter) {
    return Stream.of(
            OAuth2ClientCredentials.class,
            OAuth2AuthorizationCode.class,
            AwsAccessKey.class,
            AwsIamRole.class,
            Ntlm.class)
        .flatMap(type -> parameter.findAnnotation(type).stream())
        .map(annotation -> new Planned(parameter.getParameter(), (Annotation) annotation))
        .findFirst();
  }

  /** The scenario, set up when it is first asked for. */
  Scenario scenario(Home home) {
    return (Scenario)
        home.store()
            .getOrComputeIfAbsent(
                List.of(home.key(), annotation), any -> home.gatehouse().scenario(plan()));
  }

  private ScenarioPlan plan() {
    try {
      if (annotation instanceof OAuth2ClientCredentials wanted) {
        return plan(wanted);
      }
      if (annotation instanceof AwsAccessKey wanted) {
        return new AccessKeyPlan(wanted.service(), wanted.region());
      }
      if (annotation instanceof Ntlm wanted) {
        return plan(wanted);
      }
      return annotation instanceof AwsIamRole wanted
          ? plan(wanted)
          : plan((OAuth2AuthorizationCode) annotation);
    } catch (IllegalArgumentException e) {
      throw Misuse.of(parameter, String.valueOf(e.getMessage()));
    }
  }

  private ClientCredentialsPlan plan(OAuth2ClientCredentials wanted) {
    ClientCredentialsPlan plan =
        ClientCredentialsPlan.STANDARD
            .withPlacement(wanted.placement())
            .withTokenLifetime(duration("tokenLifetime", wanted.tokenLifetime()));
    return wanted.scopes().length == 0 ? plan : plan.withScopes(wanted.scopes());
  }

  private AuthorizationCodePlan plan(OAuth2AuthorizationCode wanted) {
    AuthorizationCodePlan plan =
        AuthorizationCodePlan.STANDARD
            .withUser(wanted.user())
            .withPlacement(wanted.placement())
            .withLifetimes(
                Lifetimes.DEFAULT
                    .withAccessToken(duration("tokenLifetime", wanted.tokenLifetime()))
                    .withRefreshToken(
                        duration("refreshTokenLifetime", wanted.refreshTokenLifetime())));
    plan = wanted.publicClient() ? plan.withPublicClient() : plan;
    return wanted.scopes().length == 0 ? plan : plan.withScopes(wanted.scopes());
  }

  private IamRolePlan plan(AwsIamRole wanted) {
    return new IamRolePlan(
        wanted.service(),
        wanted.region(),
        wanted.role(),
        wanted.externalId(),
        duration("maxSessionDuration", wanted.maxSessionDuration()));
  }

  private static NtlmPlan plan(Ntlm wanted) {
    return NtlmPlan.STANDARD
        .withDomain(wanted.domain())
        .withGate(gate -> gate.withEveryRequest(wanted.everyRequest()))
        .withMessages(
            messages ->
                messages
                    .withMinimumLevel(wanted.minimumLevel())
                    .withMicRequired(wanted.requireMic())
                    .withChannelBindings(wanted.channelBinding()))
        .withLockOutAfter(wanted.lockOutAfter());
  }

  private Duration duration(String setting, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw Misuse.of(
          parameter, setting + " is an ISO-8601 duration such as PT5M or P1D, not '" + text + "'");
    }
  }
}
