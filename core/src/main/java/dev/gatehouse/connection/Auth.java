package dev.gatehouse.connection;

/**
 * How a connection logs in: one record for each {@link AuthType}, with the settings of that type.
 *
 * @since 0.1
 */
public sealed interface Auth
    permits NoneAuth,
        BasicAuth,
        HeaderAuth,
        QueryParamsAuth,
        CustomAuth,
        NtlmAuth,
        OAuth2AuthorizationCodeAuth,
        OAuth2ClientCredentialsAuth,
        AwsAccessKeyAuth,
        AwsIamRoleAuth,
        AzureAuthorizationCodeAuth,
        AzureClientCredentialsAuth {

  /** The auth type these settings belong to. */
  AuthType type();
}
