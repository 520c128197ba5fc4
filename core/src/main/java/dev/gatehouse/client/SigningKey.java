package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * What requests are signed with.
 *
 * @param sessionToken sent along with temporary credentials; null for a user's own key
 * @param renewal when to get others; never used from then on
 */
record SigningKey(
    String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken, Instant renewal)
    implements Token {

  /** A user's own key, good for ever. */
  static SigningKey of(String accessKeyId, Secret secretAccessKey) {
    FieldSyntax.wrongValue(accessKeyId)
        .ifPresent(
            problem -> {
              throw new InvalidSettingException("auth.accessKeyId", problem);
            });
    UnicodeText.require("auth.secretAccessKey", secretAccessKey.reveal());
    if (!secretAccessKey.reveal().equals(secretAccessKey.reveal().strip())) {
      throw new InvalidSettingException(
          "auth.secretAccessKey",
          "begins or ends with white space, which no secret access key has");
    }
    return new SigningKey(accessKeyId, secretAccessKey, null, Instant.MAX);
  }

  @Override
  public Secret value() {
    return sessionToken == null ? secretAccessKey : sessionToken;
  }

  @Override
  public boolean isFresh(Instant now) {
    return now.isBefore(renewal);
  }

  AwsCredentialsIdentity identity() {
    return sessionToken == null
        ? AwsCredentialsIdentity.create(accessKeyId, secretAccessKey.reveal())
        : AwsSessionCredentialsIdentity.create(
            accessKeyId, secretAccessKey.reveal(), sessionToken.reveal());
  }
}
