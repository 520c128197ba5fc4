package dev.gatehouse.connection;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Settings of every auth type: with all fields given, and with as few as possible. */
final class EveryAuth {
  private static final URI TOKEN = URI.create("https://login.example.com/token?tenant=a%20b");
  private static final URI AUTHORIZE =
      URI.create("https://login.example.com/oauth/authorize?response_type=code");
  private static final URI CALLBACK = URI.create("com.example.app:/callback");
  private static final URI HOST = URI.create("https://login.example.com");
  private static final Secret SECRET = Secret.of("s3cret");

  private EveryAuth() {}

  static Stream<Auth> full() {
    return Stream.of(
        new NoneAuth(),
        BasicAuth.of("Ålice", "pa:ss \"w\\ör\" d#"),
        new HeaderAuth(
            List.of(NamedSecret.of("X-Api-Key", "k1"), NamedSecret.of("x-api-key", "k2"))),
        new QueryParamsAuth(List.of(NamedSecret.of("key", "a&b=c d"), NamedSecret.of("key", ""))),
        new CustomAuth(
            "alice",
            Secret.of(""),
            List.of(NamedSecret.of("X-One", "1")),
            List.of(NamedSecret.of("two", "2"))),
        new NtlmAuth("CORP", "LAPTOP", "alice", SECRET, 1, 2, 3, 4, Integer.MAX_VALUE, false, true),
        new OAuth2AuthorizationCodeAuth(
            AUTHORIZE,
            TOKEN,
            "client",
            SECRET,
            CredentialPlacement.BODY,
            List.of("openid", "orders:read"),
            CALLBACK,
            false),
        new OAuth2ClientCredentialsAuth(
            TOKEN, "client", SECRET, CredentialPlacement.BODY, List.of("orders:read")),
        new AwsAccessKeyAuth("execute-api", "eu-west-1", "AKIDEXAMPLE", SECRET),
        new AwsIamRoleAuth(
            "execute-api",
            "eu-west-1",
            "arn:aws:iam::123456789012:role/Reader",
            "external",
            "AKIDEXAMPLE",
            SECRET,
            HOST),
        new AzureAuthorizationCodeAuth(
            "contoso.com",
            "client",
            SECRET,
            EndpointVersion.V1,
            List.of("offline_access"),
            HOST,
            CALLBACK),
        new AzureClientCredentialsAuth(
            "contoso.com",
            "client",
            SECRET,
            EndpointVersion.V1,
            List.of("https://graph.microsoft.com/.default"),
            HOST));
  }

  static Stream<Auth> sparse() {
    return Stream.of(
        new NoneAuth(),
        BasicAuth.of("", ""),
        HeaderAuth.of("X-Api-Key", ""),
        QueryParamsAuth.of("key", "value"),
        new CustomAuth(null, null, List.of(), List.of(NamedSecret.of("two", "2"))),
        new NtlmAuth(null, null, "alice", SECRET, 5, 10, 10_000, 10_000, 10_000, true, false),
        new OAuth2AuthorizationCodeAuth(
            AUTHORIZE, TOKEN, "client", null, CredentialPlacement.HEADER, List.of(), null, true),
        OAuth2ClientCredentialsAuth.of(TOKEN, "client", "s3cret"),
        new AwsAccessKeyAuth("execute-api", null, "AKIDEXAMPLE", SECRET),
        new AwsIamRoleAuth(
            "sqs", null, "arn:aws:iam::1:role/R", "external", "AKIDEXAMPLE", SECRET, null),
        new AzureAuthorizationCodeAuth(
            "common", "client", SECRET, EndpointVersion.V2, List.of(), null, null),
        new AzureClientCredentialsAuth(
            "common", "client", SECRET, EndpointVersion.V2, List.of(), null));
  }
}
