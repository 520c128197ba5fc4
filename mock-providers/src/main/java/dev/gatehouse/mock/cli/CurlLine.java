package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection as a {@code curl} command for a POSIX shell, credentials included. */
final class CurlLine {
  /**
   * Takes the token out of the token endpoint's JSON, with what every POSIX system has. Without a
   * token it prints nothing, and curl then sends no Authorization at all.
   */
  private static final String BEARER_TOKEN =
      "sed -n 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/Bearer \\1/p'";

  private CurlLine() {}

  /** The command that calls a path below the connection's base URI; empty when curl cannot. */
  static Optional<String> of(Connection connection, String path) {
    Auth auth = connection.auth();
    String uri = connection.baseUri() + path;
    if (auth instanceof NoneAuth) {
      return Optional.of(command(null, null, List.of(), List.of(), uri));
    }
    if (auth instanceof BasicAuth basic) {
      return Optional.of(command(basic.username(), basic.password(), List.of(), List.of(), uri));
    }
    if (auth instanceof NtlmAuth ntlm) {
      return Optional.of(ntlm(ntlm, uri));
    }
    if (auth instanceof HeaderAuth header) {
      return Optional.of(command(null, null, header.headers(), List.of(), uri));
    }
    if (auth instanceof QueryParamsAuth query) {
      return Optional.of(command(null, null, List.of(), query.parameters(), uri));
    }
    if (auth instanceof CustomAuth custom) {
      return Optional.of(
          command(
              custom.username(), custom.password(), custom.headers(), custom.parameters(), uri));
    }
    if (auth instanceof OAuth2ClientCredentialsAuth credentials) {
      return Optional.of(
          "curl -H \"Authorization: $("
              + token(credentials)
              + " | "
              + BEARER_TOKEN
              + ")\" "
              + ShellWord.of(uri));
    }
    if (auth instanceof OAuth2AuthorizationCodeAuth code) {
      return Optional.of(
          "curl -H \"Authorization: $("
              + codeExchange(code)
              + " | "
              + BEARER_TOKEN
              + ")\" "
              + ShellWord.of(uri));
    }
    if (auth instanceof AwsAccessKeyAuth key && key.region() != null) {
      return Optional.of(
          AwsCurlLine.signed(
              key.service(), key.region(), key.accessKeyId(), key.secretAccessKey(), uri));
    }
    if (auth instanceof AwsIamRoleAuth role && role.region() != null) {
      return Optional.of(AwsCurlLine.inRole(role, role.region(), uri));
    }
    return Optional.empty();
  }

  /** The domain stands before the user's name; curl names a workstation of its own. */
  private static String ntlm(NtlmAuth auth, String uri) {
    String domain = auth.domain() == null ? "" : auth.domain() + "\\";
    String login = domain + auth.username() + ":" + auth.password().reveal();
    return join(List.of("curl", "--ntlm", "-u", login, uri));
  }

  /**
   * A code, changed for a token (RFC 6749, section 4.1), with the verifier of RFC 7636, appendix B:
   * for trying a mock only, as a verifier is to be new each time.
   */
  private static String codeExchange(OAuth2AuthorizationCodeAuth auth) {
    String redirect = "http://127.0.0.1/callback";
    String query =
        "response_type=code&client_id="
            + formEncoded(auth.clientId())
            + "&redirect_uri="
            + formEncoded(redirect)
            + "&scope="
            + percentEncoded(String.join(" ", auth.scopes()))
            + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    String separator = auth.authorizationUri().getRawQuery() == null ? "?" : "&";
    String code =
        join(
                List.of(
                    "curl",
                    "-s",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{redirect_url}",
                    auth.authorizationUri() + separator + query))
            + " | sed -n 's/.*[?&]code=\\([^&]*\\).*/\\1/p'";
    List<String> words = new ArrayList<>(List.of("curl", "-s"));
    String id = formEncoded(auth.clientId());
    Secret secret = auth.clientSecret();
    boolean inHeader = secret != null && auth.credentialPlacement() == CredentialPlacement.HEADER;
    if (inHeader) {
      words.addAll(List.of("-u", id + ":" + formEncoded(secret.reveal())));
    } else {
      words.addAll(List.of("-d", "client_id=" + id));
    }
    if (secret != null && !inHeader) {
      words.addAll(List.of("-d", "client_secret=" + formEncoded(secret.reveal())));
    }
    words.addAll(
        List.of(
            "-d",
            "grant_type=authorization_code",
            "-d",
            "code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "--data-urlencode",
            "redirect_uri=" + redirect));
    return join(words) + " -d \"code=$(" + code + ")\" " + ShellWord.of(auth.tokenUri().toString());
  }

  private static String command(
      @Nullable String username,
      @Nullable Secret password,
      List<NamedSecret> headers,
      List<NamedSecret> parameters,
      String uri) {
    List<String> words = new ArrayList<>(List.of("curl"));
    if (username != null || password != null) {
      words.add("-u");
      words.add(
          (username == null ? "" : username) + ":" + (password == null ? "" : password.reveal()));
    }
    for (NamedSecret header : headers) {
      words.add("-H");
      words.add(header.name() + ": " + header.value().reveal());
    }
    StringBuilder query = new StringBuilder();
    for (NamedSecret parameter : parameters) {
      query.append(query.length() == 0 ? '?' : '&').append(percentEncoded(parameter.name()));
      query.append('=').append(percentEncoded(parameter.value().reveal()));
    }
    words.add(uri + query);
    return join(words);
  }

  /** The token request (RFC 6749, sections 4.4.2 and 2.3.1). */
  private static String token(OAuth2ClientCredentialsAuth auth) {
    List<String> words = new ArrayList<>(List.of("curl", "-s"));
    String id = formEncoded(auth.clientId());
    String secret = formEncoded(auth.clientSecret().reveal());
    boolean inHeader = auth.credentialPlacement() == CredentialPlacement.HEADER;
    if (inHeader) {
      words.addAll(List.of("-u", id + ":" + secret));
    }
    words.addAll(List.of("-d", "grant_type=client_credentials"));
    if (!inHeader) {
      words.addAll(List.of("-d", "client_id=" + id, "-d", "client_secret=" + secret));
    }
    if (!auth.scopes().isEmpty()) {
      words.addAll(List.of("--data-urlencode", "scope=" + String.join(" ", auth.scopes())));
    }
    words.add(auth.tokenUri().toString());
    return join(words);
  }

  private static String join(List<String> words) {
    return String.join(" ", words.stream().map(ShellWord::of).toList());
  }

  private static String percentEncoded(String text) {
    return formEncoded(text).replace("+", "%20");
  }

  private static String formEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
