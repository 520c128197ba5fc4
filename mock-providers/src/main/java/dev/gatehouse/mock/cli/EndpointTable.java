package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code serve} prints: where everything is, and a line to try each of it. */
final class EndpointTable {
  private static final int COLUMN = 27;

  private EndpointTable() {}

  /** Prints where a server answers, with a {@code curl} line for each connection and the proxy. */
  static void print(
      URI baseUri,
      List<Connection> connections,
      List<URI> byCertificate,
      List<IssuerConfig> issuers,
      ProxyConfig.@Nullable Opened proxy,
      Map<TlsFlaw, URI> badTls,
      PrintStream out) {
    StringBuilder text = new StringBuilder();
    line(text, Version.text() + ": " + baseUri + " (https on the same port)");
    line(text, "");
    row(text, "AUTH TYPE", "GUARDED PATHS, AND A LINE TO TRY EACH");
    for (Connection connection : connections) {
      row(text, connection.auth().type().id(), connection.baseUri() + "/**");
      if (connection.auth() instanceof OAuth2AuthorizationCodeAuth auth) {
        row(text, "", "log-in page    " + auth.authorizationUri());
        row(text, "", "token endpoint " + auth.tokenUri());
      }
      if (connection.auth() instanceof OAuth2ClientCredentialsAuth auth) {
        row(text, "", "token endpoint " + auth.tokenUri());
      }
      if (connection.auth() instanceof AwsIamRoleAuth auth && auth.stsEndpoint() != null) {
        row(text, "", "STS            " + auth.stsEndpoint());
      }
      CurlLine.of(connection, "/hello").ifPresent(curl -> line(text, "  " + curl));
    }
    for (URI uri : byCertificate) {
      row(text, "client certificate", uri + "/**");
      line(text, "  curl --cacert ca.pem --cert client.pem --key client.key " + uri + "/hello");
    }
    for (IssuerConfig issuer : issuers) {
      row(text, "OAuth2 issuer", baseUri + issuer.path());
      line(text, "  curl -s " + baseUri + issuer.path() + "/.well-known/openid-configuration");
    }
    if (proxy != null) {
      row(text, "forward proxy", proxy.uri() + " (" + proxy.auth().type().id() + ")");
      line(text, "  " + ProxyCurlLine.of(proxy, baseUri + "/api/none/hello"));
    }
    text.append(BadTlsTable.of(baseUri, badTls));
    line(text, "");
    row(text, "ABOUT THIS SERVER", "");
    row(text, "/__gatehouse/lineup", "the connections above as JSON, to save for 'call'");
    row(text, "/__gatehouse/journal", "every request, and why it was refused");
    row(text, "/__gatehouse/ca.pem", "the certificate to trust for https");
    row(text, "/__gatehouse/", "all of what can be asked and told");
    line(text, "");
    line(text, "Ctrl+C stops it.");
    out.print(text);
    out.flush();
  }

  private static void row(StringBuilder text, String left, String right) {
    line(text, (left + " ".repeat(Math.max(1, COLUMN - left.length())) + right).stripTrailing());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
