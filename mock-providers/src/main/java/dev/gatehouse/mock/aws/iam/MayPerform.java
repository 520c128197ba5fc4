package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.policy.Decision;
import dev.gatehouse.mock.aws.policy.RequestContext;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import dev.gatehouse.mock.aws.sigv4.SignatureVerdict;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets those through whose own policies allow an action.
 *
 * @param iam knows them
 * @param clock the server's time
 * @param action for example {@code execute-api:Invoke}
 * @param resource the ARN of what is behind the gate
 */
record MayPerform(Iam iam, InstantSource clock, String action, String resource)
    implements SignatureGate.Permission {
  MayPerform {
    if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9]+")) {
      throw new IllegalArgumentException(
          "action: one such as execute-api:Invoke is right, not '" + action + "'");
    }
    if (!resource.matches("arn:([^:]*:){4}.*")) {
      throw new IllegalArgumentException("resource: an ARN is right, not '" + resource + "'");
    }
  }

  @Override
  public Optional<String> refusal(SignatureVerdict.Verified caller, ServerRequest request) {
    Optional<Actor> actor = iam.actor(caller.facts().accessKeyId());
    if (actor.isEmpty()) {
      return Optional.of("the access key is none of IAM's");
    }
    String region = resource.split(":", -1)[3];
    Decision decision =
        actor
            .get()
            .decide(
                new RequestContext(
                    actor.get().asCaller(),
                    action,
                    resource,
                    ContextKeys.of(request, region, clock.instant())
                        .caller(actor.get(), clock.instant())
                        .all()));
    return decision.allows() ? Optional.empty() : Optional.of(problem(actor.get(), decision));
  }

  private String problem(Actor actor, Decision decision) {
    return actor.principal().arn()
        + (decision == Decision.DENIED
            ? " is denied " + action + " on " + resource + " by a policy"
            : " may not "
                + action
                + " on "
                + resource
                + ": a policy of "
                + actor.identity().principal().arn()
                + " has to allow it, and so have the policies of its session, if there are any");
  }
}
