package dev.gatehouse.client;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the authenticator of an auth type. */
final class Authenticators {
  private Authenticators() {}

  static Authenticator of(Connection connection, ClientOptions options, Wire wire) {
    Auth auth = connection.auth();
    if (options.customAuthenticator() != null && !(auth instanceof CustomAuth)) {
      throw new InvalidSettingException(
          "auth.type", "a custom authenticator works with the auth type 'custom' only");
    }
    if (auth instanceof NoneAuth) {
      return new NoCredential();
    }
    if (auth instanceof BasicAuth basic) {
      return FixedHeaders.basic(basic.username(), basic.password().reveal());
    }
    if (auth instanceof HeaderAuth header) {
      return FixedHeaders.of(header.headers());
    }
    if (auth instanceof QueryParamsAuth query) {
      return FixedQuery.of(query.parameters());
    }
    if (auth instanceof CustomAuth custom) {
      return custom(custom, options);
    }
    if (auth instanceof OAuth2ClientCredentialsAuth client) {
      return clientCredentials(OAuth2Client.of(client), options, wire);
    }
    if (auth instanceof OAuth2AuthorizationCodeAuth code) {
      return authorizationCode(connection, AuthorizationCodeClient.of(code), options, wire);
    }
    if (auth instanceof AwsAccessKeyAuth key) {
      return AwsAuthenticators.accessKey(connection, key, options);
    }
    if (auth instanceof AwsIamRoleAuth role) {
      return AwsAuthenticators.iamRole(connection, role, options, wire);
    }
    if (auth instanceof NtlmAuth ntlm) {
      return NtlmLogin.of(ntlm, options);
    }
    throw new UnsupportedSettingException(
        "auth.type", "'" + auth.type().id() + "' is not supported yet");
  }

  private static Authenticator clientCredentials(
      OAuth2Client client, ClientOptions options, Wire wire) {
    TokenEndpoint endpoint = new TokenEndpoint(client, options, wire);
    return bearer(new ClientCredentials(client, endpoint), options);
  }

  private static Authenticator authorizationCode(
      Connection connection, AuthorizationCodeClient client, ClientOptions options, Wire wire) {
    TokenEndpoint endpoint = new TokenEndpoint(client.client(), options, wire);
    IssuerDocuments documents = new IssuerDocuments(options, wire);
    documents.requireIssuer();
    IdTokens idTokens = new IdTokens(client, options, documents);
    UserAgent agent =
        options.userAgent() instanceof HeadlessBrowser headless
            ? headless.over(wire, options)
            : options.userAgent();
    KeptTokens kept =
        new KeptTokens(
            options.tokenStore().orElseGet(TokenStore::inMemory), TokenKey.of(connection, client));
    Login login = new Login(client, options, endpoint, documents, idTokens, agent);
    Renewal renewal = new Renewal(endpoint, idTokens);
    return bearer(new UserTokens(kept, renewal, login, options.clock()), options);
  }

  private static Authenticator bearer(TokenSource<AccessToken> source, ClientOptions options) {
    return new BearerToken(new TokenCache<>(source, options.clock()));
  }

  private static Authenticator custom(CustomAuth auth, ClientOptions options) {
    List<Authenticator> all = new ArrayList<>();
    Secret password = auth.password() == null ? Secret.of("") : auth.password();
    String username = auth.username() == null ? "" : auth.username();
    if (auth.username() != null || auth.password() != null) {
      all.add(FixedHeaders.basic(username, password.reveal()));
    }
    all.add(FixedHeaders.of(auth.headers()));
    all.add(FixedQuery.of(auth.parameters()));
    if (options.customAuthenticator() != null) {
      List<Secret> secrets =
          Stream.concat(
                  Stream.of(password),
                  Stream.of(auth.headers(), auth.parameters())
                      .flatMap(List::stream)
                      .map(NamedSecret::value))
              .toList();
      all.add(new CustomHook(options.customAuthenticator(), new Redaction(secrets)));
    }
    return new Together(all);
  }
}
