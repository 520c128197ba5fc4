package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.peer.Layer;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scripted Security Token Service and an API beside it. Neither verifies: a session is given for
 * each request, and lives an hour.
 */
final class RolePeer {
  static final String ROLE = "arn:aws:iam::123456789012:role/Conformance";
  static final String EXTERNAL_ID = "Tenant:7/conformance+=,.@-_";

  private final Peer sts;
  private final Peer api;
  private final AtomicInteger issued = new AtomicInteger();
  private volatile Duration ahead = Duration.ZERO;

  private RolePeer(Peer sts, Peer api) {
    this.sts = sts;
    this.api = api;
    sts.answer(request -> next());
  }

  static RolePeer on(Bench bench) {
    return new RolePeer(bench.peer(), bench.peer());
  }

  /** With a Security Token Service on a layer of TLS. */
  static RolePeer on(Bench bench, Layer layer) {
    return new RolePeer(bench.peer(layer), bench.peer());
  }

  /** Answers requests for a session with these replies in turn; the last one repeats. */
  RolePeer sessions(Reply... replies) {
    sts.answer(replies);
    return this;
  }

  /** Answers calls of the API with these replies in turn; the last one repeats. */
  RolePeer calls(Reply... replies) {
    api.answer(replies);
    return this;
  }

  /** Time goes on for this server too. */
  void advance(Duration by) {
    ahead = ahead.plus(by);
  }

  private Reply.Answer next() {
    return answer("", issued.incrementAndGet());
  }

  /** The first session, in XML that starts with this. */
  Reply.Answer sessionAfter(String prolog) {
    return answer(prolog, 1);
  }

  private Reply.Answer answer(String prolog, int number) {
    Instant expiry = Instant.now().plus(ahead).plus(Duration.ofHours(1));
    return xml(
        200,
        prolog
            + """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <AssumeRoleResult><AssumedRoleUser>
            <Arn>arn:aws:sts::123456789012:assumed-role/Conformance/session</Arn>
            <AssumedRoleId>AROACONFORMANCE00001:session</AssumedRoleId></AssumedRoleUser>
            <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
            <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
            </AssumeRoleResult>
            <ResponseMetadata><RequestId>conformance-%d</RequestId></ResponseMetadata>
            </AssumeRoleResponse>
            """
                .formatted(
                    keyId(number),
                    secret(number),
                    token(number),
                    expiry.truncatedTo(ChronoUnit.SECONDS),
                    number));
  }

  /** Of the session that was given for this many requests. */
  static String keyId(int number) {
    return "ASIACONFORMANCE%05d".formatted(number);
  }

  /** Of the session that was given for this many requests. */
  static String secret(int number) {
    return "issued/session+secret/" + number;
  }

  /** Of the session that was given for this many requests. */
  static String token(int number) {
    return "issued/session+token/" + number + "==";
  }

  /** An error as STS answers it; the message is XML. */
  static Reply.Answer error(int status, String code, String message) {
    return errorAfter("", status, code, message);
  }

  /** The same, in XML that starts with this. */
  static Reply.Answer errorAfter(String prolog, int status, String code, String message) {
    return xml(
        status,
        prolog
            + "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
            + "<Type>Sender</Type><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error><RequestId>conformance-error</RequestId></ErrorResponse>");
  }

  private static Reply.Answer xml(int status, String xml) {
    return Reply.status(status).with("Content-Type", "text/xml").withBody(xml);
  }

  Connection connection() {
    return connection("conformance", ROLE, EXTERNAL_ID);
  }

  Connection connection(String name, String roleArn, String externalId) {
    return Connection.of(name, api.uri(), auth(roleArn, externalId, sts.uri()));
  }

  /** With TLS to the Security Token Service, trusting these certificates. */
  Connection trusting(String caCertificates) {
    return Given.trusting(
        api.uri(), auth(ROLE, EXTERNAL_ID, sts.secureUri("localhost")), caCertificates);
  }

  private static AwsIamRoleAuth auth(String roleArn, String externalId, URI stsEndpoint) {
    return new AwsIamRoleAuth(
        AwsService.API.scopeName(),
        AwsService.REGION,
        roleArn,
        externalId,
        AwsService.KEY_ID,
        Secret.of(AwsService.SECRET),
        stsEndpoint);
  }

  Peer api() {
    return api;
  }

  Peer sts() {
    return sts;
  }

  /** The requests for a session, in order of arrival. */
  List<SeenRequest> sessionRequests() {
    return sts.requests();
  }

  /** The calls of the API, in order of arrival. */
  List<SeenRequest> calls() {
    return api.requests();
  }
}
