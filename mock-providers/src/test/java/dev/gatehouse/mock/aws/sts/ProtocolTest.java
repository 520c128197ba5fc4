package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.ANN_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Query protocol: a form by POST or a query by GET, at either path. */
class ProtocolTest {
  private static final String WHO = StsFixture.form("GetCallerIdentity");

  private final StsFixture aws = new StsFixture();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sts", "/sts/"})
  void answersAFormAtEitherPath(String path) {
    assertThat(aws.answer(aws.asAnn.post(path, WHO, aws.scope())).text("Arn")).isEqualTo(ANN_ARN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sts"})
  void answersAQueryAtEitherPathSignedInItsHeaderOrPresigned(String path) {
    for (boolean presigned : List.of(false, true)) {
      StsAnswer answer = aws.answer(aws.asAnn.get(path + "?" + WHO, aws.scope(), presigned));

      assertThat(answer.text("Arn")).isEqualTo(ANN_ARN);
      assertThat(answer.text("Account")).isEqualTo("444455556666");
      assertThat(answer.text("UserId")).isEqualTo(aws.ann.principal().userId());
    }
  }

  @Test
  void aPresignedRequestIsGoodForAsLongAsItSays() {
    ServerRequest request = aws.asAnn.get("/?" + WHO, aws.scope(), true);
    aws.pass(Duration.ofHours(1).plusSeconds(1));

    assertThat(aws.answer(request).error())
        .startsWith("403 SignatureDoesNotMatch: Signature expired: ");
  }

  @Test
  void theSignatureCoversTheForm() {
    ServerRequest right = aws.asAnn.post("/", WHO, aws.scope());
    ServerRequest changed =
        new ServerRequest(
            "POST",
            "http",
            right.authority(),
            "/",
            null,
            right.fields(),
            StsFixture.form("GetSessionToken").getBytes(StandardCharsets.UTF_8));

    assertThat(aws.answer(changed).error()).startsWith("403 SignatureDoesNotMatch: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Action=Nothing&Version=2011-06-15           | 400 InvalidAction: Could not find operation Nothing for version 2011-06-15
          Action=GetCallerIdentity                    | 400 InvalidAction: Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED
          Action=GetCallerIdentity&Version=2010-05-08 | 400 InvalidAction: Could not find operation GetCallerIdentity for version 2010-05-08
          Action=getcalleridentity&Version=2011-06-15 | 400 InvalidAction: Could not find operation getcalleridentity for version 2011-06-15
          Version=2011-06-15                          | 400 MissingAction: The request is missing an action or a required parameter.
          x                                           | 400 MissingAction: The request is missing an action or a required parameter.
          Action=A&Action=B&Version=2011-06-15        | 400 MalformedQueryString: The query string contains a syntax error.
          Action=%zz                                  | 400 MalformedQueryString: The query string contains a syntax error.
          """)
  void refusesWhatNamesNoActionOfTheApi(String form, String error) {
    assertThat(aws.unsigned(form).error()).isEqualTo(error);
  }

  @Test
  void namesTheActionsThereAreInTheJournal() {
    assertThat(aws.unsigned("Action=AssumeRol&Version=2011-06-15").explanation())
        .contains(
            "AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity, GetSessionToken,"
                + " GetFederationToken, GetAccessKeyInfo");
  }

  @Test
  void everyActionButOneHasToBeSigned() {
    for (String action :
        List.of(
            "AssumeRole",
            "GetCallerIdentity",
            "GetSessionToken",
            "GetFederationToken",
            "GetAccessKeyInfo")) {
      assertThat(aws.unsigned(StsFixture.form(action)).error())
          .startsWith("403 MissingAuthenticationToken: ");
    }
  }

  /** Whatever is sent comes back as text, never as markup; what XML cannot hold is replaced. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Code>x</Code>",
        "]]>",
        "&amp;<!--",
        "\"'</Message><Message>",
        "\u0000\u0001\u001f\ufffe",
        "\ud83d\ude00\u2028"
      })
  void hostileInputIsTextInTheXml(String hostile) {
    StsAnswer answer =
        aws.call(
            aws.asAnn,
            "AssumeRole",
            "RoleArn",
            StsFixture.ROLE_ARN,
            "RoleSessionName",
            "a" + hostile);

    String shown = hostile.replaceAll("[\\x00-\\x1F\\uFFFE]", "?");
    assertThat(answer.error())
        .startsWith("400 ValidationError: ")
        .contains("Value 'a" + shown + "' at 'roleSessionName'");
  }

  @Test
  void aLoneSurrogateIsNoReasonToFail() {
    StsAnswer answer = aws.unsigned("Action=%ED%A0%80x&Version=2011-06-15");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.xml()).isNotNull();
  }

  @Test
  void aLongNameIsQuotedInPart() {
    StsAnswer answer = aws.unsigned("Version=2011-06-15&Action=" + "a".repeat(100_000));

    assertThat(answer.body()).hasSizeLessThan(1_000);
  }

  @Test
  void resetEndsSessionsAndKeepsUsers() {
    Signed session = aws.call(aws.asAnn, "GetSessionToken").session();
    aws.sts.reset();

    assertThat(aws.call(session, "GetCallerIdentity").error())
        .startsWith("403 InvalidClientTokenId: ");
    assertThat(aws.call(aws.asAnn, "GetCallerIdentity").status()).isEqualTo(200);
  }
}
