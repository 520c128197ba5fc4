package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings of the AWS types a connection is opened with, and which it is not. */
class AwsSettingsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/Reader";
  private static final URI API = URI.create("https://api.example.com");

  @ParameterizedTest
  @CsvSource({
    "https://abc.execute-api.eu-west-1.amazonaws.com/prod, eu-west-1",
    "https://ABC.Execute-Api.EU-West-1.AmazonAWS.com, eu-west-1",
    "https://dynamodb.us-gov-west-1.amazonaws.com, us-gov-west-1",
    "https://sqs.cn-north-1.amazonaws.com.cn, cn-north-1",
    "https://bucket.s3.ap-southeast-2.amazonaws.com, ap-southeast-2",
    "https://eu-west-1.s3.us-east-2.amazonaws.com, us-east-2",
    "https://s3.dualstack.eu-central-1.amazonaws.com, eu-central-1",
    "https://bucket.s3-eu-west-3.amazonaws.com, eu-west-3",
    "https://search-orders.eu-north-1.es.amazonaws.com, eu-north-1",
    "https://vpce-1-2.execute-api.eu-south-1.vpce.amazonaws.com, eu-south-1",
    "https://abc.lambda-url.il-central-1.on.aws, il-central-1",
    "https://ec2.me-central-1.api.aws, me-central-1",
    "https://s3.amazonaws.com, us-east-1",
    "https://bucket.s3.amazonaws.com, us-east-1",
    "https://sts.amazonaws.com, us-east-1",
  })
  void readsTheRegionOfAnAddressOfAws(URI baseUri, String region) {
    assertThat(AwsRegion.of(null, baseUri)).isEqualTo(region);
    assertThat(AwsRegion.of("ca-west-1", baseUri)).isEqualTo("ca-west-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "https://execute-api.eu-west-1.example.com",
        "https://execute-api.eu-west-1.amazonaws.com.example.com",
        "https://eu-west-1amazonaws.com",
        "https://execute-api.amazonaws.com",
        "https://s3.amazonaws.com.cn",
        "http://127.0.0.1",
        "http://[::1]",
      })
  void saysThatNoRegionCanBeRead(String baseUri) {
    var failure =
        catchThrowableOfType(
            InvalidSettingException.class, () -> AwsRegion.of(null, URI.create(baseUri)));
    assertThat(failure.field()).isEqualTo("auth.region");
    assertThat(failure).hasMessageContaining("https://SERVICE.REGION.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, https://sts.eu-west-1.amazonaws.com",
    "us-east-1, https://sts.us-east-1.amazonaws.com",
    "cn-north-1, https://sts.cn-north-1.amazonaws.com.cn",
  })
  void assumesRolesInTheRegionUnlessToldWhere(String region, URI endpoint) {
    assertThat(AwsRegion.sts(region)).isEqualTo(endpoint);
  }

  private static InvalidSettingException refused(Auth auth) {
    return catchThrowableOfType(
        InvalidSettingException.class, () -> HttpConnection.open(Connection.of("t", API, auth)));
  }

  @ParameterizedTest
  @CsvSource({
    "'s3/x', eu-west-1, AKID, secret, auth.service",
    "s3, 'eu west', AKID, secret, auth.region",
    "s3, eu-west-1, AK\u00e9D, secret, auth.accessKeyId",
    "s3, eu-west-1, AKID, 'hunter2 ', auth.secretAccessKey",
    "s3, eu-west-1, AKID, ' hunter2', auth.secretAccessKey",
  })
  void refusesWhatNoSignatureCanHold(
      String service, String region, String id, String secret, String field) {
    var failure = refused(new AwsAccessKeyAuth(service, region, id, Secret.of(secret)));
    assertThat(failure.field()).isEqualTo(field);
    assertThat(failure).hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:user/Reader, external, auth.roleArn",
    "arn:aws:iam::1:role/Reader, external, auth.roleArn",
    "arn:aws:sts::123456789012:assumed-role/Reader/s, external, auth.roleArn",
    "arn:aws:iam::123456789012:role/Reader, x, auth.externalId",
    "arn:aws:iam::123456789012:role/Reader, a b, auth.externalId",
    "arn:aws:iam::123456789012:role/Reader, ext#1, auth.externalId",
  })
  void refusesWhatAssumeRoleDoesNotTake(String arn, String externalId, String field) {
    assertThat(
            refused(
                    new AwsIamRoleAuth(
                        "s3", "eu-west-1", arn, externalId, "AKID", Secret.of("s"), null))
                .field())
        .isEqualTo(field);
  }

  @Test
  void sendsNoKeyToATokenServiceInCleartext() {
    URI sts = URI.create("http://sts.example.com");
    assertThat(
            refused(new AwsIamRoleAuth("s3", "eu-west-1", ROLE, "ext", "AKID", Secret.of("s"), sts))
                .field())
        .isEqualTo("auth.stsEndpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "orders, gatehouse-orders",
    "'orders of \u00c4cme (EU)', gatehouse-orders-of-cme-EU-",
    "a@b=c, gatehouse-a@b=c",
  })
  void namesTheSessionAfterTheConnection(String connection, String session) {
    assertThat(AwsAuthenticators.sessionName(connection)).isEqualTo(session);
    assertThat(AwsAuthenticators.sessionName(connection + "x".repeat(100))).hasSize(64);
  }
}
