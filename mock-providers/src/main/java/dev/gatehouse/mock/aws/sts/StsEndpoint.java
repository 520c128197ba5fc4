package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.answer.ErrorStyle;
import dev.gatehouse.mock.aws.answer.RequestIds;
import dev.gatehouse.mock.aws.answer.Xml;
import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.sigv4.SignatureFaults;
import dev.gatehouse.mock.aws.sigv4.SignatureVerdict;
import dev.gatehouse.mock.aws.sigv4.SignatureVerifier;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where the API is called: by POST of a form or by GET, in the Query protocol. */
final class StsEndpoint implements Endpoint {
  private static final String VERSION = "2011-06-15";
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/" + VERSION + "/";

  private final VerifierSettings settings;
  private final SignatureVerifier verifier;
  private final Iam iam;
  private final InstantSource clock;
  private final List<StsAction> actions;

  StsEndpoint(VerifierSettings settings, Iam iam, InstantSource clock, List<StsAction> actions) {
    this.settings = settings;
    this.verifier = new SignatureVerifier(settings, iam, clock);
    this.iam = iam;
    this.clock = clock;
    this.actions = List.copyOf(actions);
  }

  @Override
  public Reply answer(ServerRequest request) {
    try {
      StsParameters parameters = StsParameters.of(request);
      StsAction action = action(parameters);
      Optional<Actor> caller = Optional.empty();
      if (action.signed()) {
        SignatureVerdict verdict = verifier.verify(request);
        if (verdict instanceof SignatureVerdict.Refused refused) {
          return new Reply(
              SignatureFaults.answer(refused.fault(), settings),
              "signature.refused",
              refused.fault().explanation());
        }
        caller = Optional.of(caller(action, (SignatureVerdict.Verified) verdict));
      }
      StsCall call = new StsCall(request, parameters, caller, settings.region(), clock.instant());
      return success(action.name(), action.perform(call));
    } catch (StsRefusal refusal) {
      return new Reply(
          ErrorStyle.Query.STS.answer(refusal.error()), "sts.refused", refusal.explanation());
    }
  }

  private Actor caller(StsAction action, SignatureVerdict.Verified verified) throws StsRefusal {
    Actor caller =
        iam.actor(verified.facts().accessKeyId())
            .orElseThrow(
                () ->
                    new StsRefusal(
                        AwsError.of(
                            403,
                            "InvalidClientTokenId",
                            "The security token included in the request is invalid."),
                        "the access key was deleted while the request was on its way"));
    if (!action.takes(caller)) {
      throw StsRefusal.denied(
          "Cannot call " + action.name() + " with session credentials",
          action.name()
              + " does not take the temporary credentials of "
              + caller.principal().arn()
              + "; it needs a user's own key");
    }
    return caller;
  }

  private StsAction action(StsParameters parameters) throws StsRefusal {
    String name =
        parameters
            .get("Action")
            .orElseThrow(
                () ->
                    new StsRefusal(
                        AwsError.of(
                            400,
                            "MissingAction",
                            "The request is missing an action or a required parameter."),
                        "the parameter Action is missing; there are: " + names()));
    String version = parameters.get("Version").orElse("NO_VERSION_SPECIFIED");
    return actions.stream()
        .filter(action -> action.name().equals(name) && version.equals(VERSION))
        .findFirst()
        .orElseThrow(
            () ->
                new StsRefusal(
                    AwsError.of(
                        400,
                        "InvalidAction",
                        "Could not find operation "
                            + shortened(name)
                            + " for version "
                            + shortened(version)),
                    "there is no such Action, or Version is not "
                        + VERSION
                        + "; there are: "
                        + names()));
  }

  private String names() {
    return String.join(", ", actions.stream().map(StsAction::name).toList());
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }

  private static Reply success(String action, StsResult result) {
    String requestId = RequestIds.next();
    String xml =
        Xml.document(
            action + "Response",
            NAMESPACE,
            root ->
                root.element(action + "Result", result.content())
                    .element("ResponseMetadata", inner -> inner.element("RequestId", requestId)));
    return new Reply(
        ServerResponse.status(200)
            .with("x-amzn-RequestId", requestId)
            .with("Content-Type", "text/xml")
            .withBody(xml),
        "sts." + Character.toLowerCase(action.charAt(0)) + action.substring(1),
        result.explanation());
  }
}
