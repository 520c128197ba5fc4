package dev.gatehouse.connection.internal;

import static dev.gatehouse.connection.internal.ConnectionReader.build;
import static dev.gatehouse.connection.internal.ConnectionReader.optionalSecret;
import static dev.gatehouse.connection.internal.ConnectionReader.secret;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.AzureAuthorizationCodeAuth;
import dev.gatehouse.connection.AzureClientCredentialsAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.EndpointVersion;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an {@code auth} object: its {@code type}, and the fields of that type and no others. */
public final class AuthReader {
  private static final Map<String, AuthType> TYPES = byId(AuthType.values(), AuthType::id);
  private static final Map<String, CredentialPlacement> PLACEMENTS =
      byId(CredentialPlacement.values(), CredentialPlacement::id);
  private static final Map<String, EndpointVersion> VERSIONS =
      byId(EndpointVersion.values(), EndpointVersion::id);
  private static final List<String> NTLM =
      List.of(
          "domain",
          "workstation",
          "username",
          "password",
          "connectionsPerRoute",
          "maximumConnections",
          "timeout",
          "connectionRequestTimeout",
          "socketTimeout",
          "verifyHost",
          "trustAll");

  private AuthReader() {}

  private static <E> Map<String, E> byId(E[] values, Function<E, String> id) {
    return Arrays.stream(values)
        .collect(Collectors.toMap(id, Function.identity(), (a, b) -> b, LinkedHashMap::new));
  }

  /** Reads the settings of one auth type. */
  public static Auth read(Fields fields) {
    AuthType type = fields.choice("type", fields.text("type"), TYPES);
    return build(
        fields,
        () ->
            switch (type) {
              case NONE -> none(fields.only("type"));
              case BASIC -> basic(fields.only("type", "username", "password"));
              case HEADER -> new HeaderAuth(named(fields.only("type", "headers"), "headers"));
              case QUERY_PARAMS ->
                  new QueryParamsAuth(named(fields.only("type", "parameters"), "parameters"));
              case CUSTOM ->
                  custom(fields.only("type", "username", "password", "headers", "parameters"));
              case NTLM ->
                  ntlm(
                      fields.only(
                          Stream.concat(Stream.of("type"), NTLM.stream()).toArray(String[]::new)));
              case OAUTH2_AUTHORIZATION_CODE -> authorizationCode(fields);
              case OAUTH2_CLIENT_CREDENTIALS -> clientCredentials(fields);
              case AWS_ACCESS_KEY -> awsAccessKey(fields);
              case AWS_IAM_ROLE -> awsIamRole(fields);
              case AZURE_AUTHORIZATION_CODE -> azureAuthorizationCode(fields);
              case AZURE_CLIENT_CREDENTIALS -> azureClientCredentials(fields);
            });
  }

  private static Auth none(Fields unused) {
    return new NoneAuth();
  }

  private static Auth basic(Fields fields) {
    return new BasicAuth(fields.text("username"), secret(fields, "password"));
  }

  private static Auth custom(Fields fields) {
    return new CustomAuth(
        fields.optionalText("username"),
        optionalSecret(fields, "password"),
        named(fields, "headers"),
        named(fields, "parameters"));
  }

  /** Reads a profile: the settings of {@code ntlm}, without a type. */
  static NtlmAuth profile(Fields fields) {
    return build(fields, () -> ntlm(fields.only(NTLM.toArray(String[]::new))));
  }

  private static NtlmAuth ntlm(Fields fields) {
    return new NtlmAuth(
        fields.optionalText("domain"),
        fields.optionalText("workstation"),
        fields.text("username"),
        secret(fields, "password"),
        fields.number("connectionsPerRoute", NtlmAuth.CONNECTIONS_PER_ROUTE),
        fields.number("maximumConnections", NtlmAuth.MAXIMUM_CONNECTIONS),
        fields.number("timeout", NtlmAuth.MILLISECONDS),
        fields.number("connectionRequestTimeout", NtlmAuth.MILLISECONDS),
        fields.number("socketTimeout", NtlmAuth.MILLISECONDS),
        fields.flag("verifyHost", true),
        fields.flag("trustAll", false));
  }

  private static Auth authorizationCode(Fields fields) {
    fields.only(
        "type",
        "authorizationUri",
        "tokenUri",
        "clientId",
        "clientSecret",
        "credentialPlacement",
        "scopes",
        "redirectUri",
        "pkce");
    return new OAuth2AuthorizationCodeAuth(
        fields.uri("authorizationUri"),
        fields.uri("tokenUri"),
        fields.text("clientId"),
        optionalSecret(fields, "clientSecret"),
        placement(fields),
        fields.texts("scopes"),
        fields.optionalUri("redirectUri"),
        fields.flag("pkce", true));
  }

  private static Auth clientCredentials(Fields fields) {
    fields.only("type", "tokenUri", "clientId", "clientSecret", "credentialPlacement", "scopes");
    return new OAuth2ClientCredentialsAuth(
        fields.uri("tokenUri"),
        fields.text("clientId"),
        secret(fields, "clientSecret"),
        placement(fields),
        fields.texts("scopes"));
  }

  private static Auth awsAccessKey(Fields fields) {
    fields.only("type", "service", "region", "accessKeyId", "secretAccessKey");
    return new AwsAccessKeyAuth(
        fields.text("service"),
        fields.optionalText("region"),
        fields.text("accessKeyId"),
        secret(fields, "secretAccessKey"));
  }

  private static Auth awsIamRole(Fields fields) {
    fields.only(
        "type",
        "service",
        "region",
        "roleArn",
        "externalId",
        "accessKeyId",
        "secretAccessKey",
        "stsEndpoint");
    return new AwsIamRoleAuth(
        fields.text("service"),
        fields.optionalText("region"),
        fields.text("roleArn"),
        fields.text("externalId"),
        fields.text("accessKeyId"),
        secret(fields, "secretAccessKey"),
        fields.optionalUri("stsEndpoint"));
  }

  private static Auth azureAuthorizationCode(Fields fields) {
    fields.only(
        "type",
        "tenantId",
        "clientId",
        "clientSecret",
        "endpointVersion",
        "scopes",
        "authorityHost",
        "redirectUri");
    return new AzureAuthorizationCodeAuth(
        fields.text("tenantId", "common"),
        fields.text("clientId"),
        secret(fields, "clientSecret"),
        version(fields),
        fields.texts("scopes"),
        fields.optionalUri("authorityHost"),
        fields.optionalUri("redirectUri"));
  }

  private static Auth azureClientCredentials(Fields fields) {
    fields.only(
        "type",
        "tenantId",
        "clientId",
        "clientSecret",
        "endpointVersion",
        "scopes",
        "authorityHost");
    return new AzureClientCredentialsAuth(
        fields.text("tenantId", "common"),
        fields.text("clientId"),
        secret(fields, "clientSecret"),
        version(fields),
        fields.texts("scopes"),
        fields.optionalUri("authorityHost"));
  }

  private static List<NamedSecret> named(Fields fields, String name) {
    return fields.objects(name).stream()
        .map(item -> item.only("name", "value"))
        .map(item -> build(item, () -> new NamedSecret(item.text("name"), secret(item, "value"))))
        .toList();
  }

  private static CredentialPlacement placement(Fields fields) {
    return fields.choice(
        "credentialPlacement", fields.text("credentialPlacement", "header"), PLACEMENTS);
  }

  private static EndpointVersion version(Fields fields) {
    return fields.choice("endpointVersion", fields.text("endpointVersion", "2.0"), VERSIONS);
  }
}
