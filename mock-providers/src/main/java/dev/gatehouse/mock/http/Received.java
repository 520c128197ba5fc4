package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Jetty's request as ours. */
final class Received {
  private static final String CONNECTION = ClientConnection.class.getName();

  private Received() {}

  /** As far as it was understood: of a malformed request, parts are missing. */
  static ServerRequest head(Request request) {
    return whole(request, RequestBody.NONE);
  }

  static ServerRequest whole(Request request, RequestBody body) {
    HttpURI uri = request.getHttpURI();
    List<Field> fields = new ArrayList<>(request.getHeaders().size());
    String authority = null;
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      fields.add(new Field(field.getName(), value == null ? "" : value));
      if (authority == null && field.getName().equalsIgnoreCase("Host")) {
        authority = value;
      }
    }
    ConnectionMetaData connection = request.getConnectionMetaData();
    String path = uri == null ? null : uri.getPath();
    return new ServerRequest(
        request.getMethod() == null ? "" : request.getMethod(),
        connection.isSecure() ? "https" : "http",
        authority == null || authority.isEmpty() ? own(connection) : authority,
        path == null ? "" : path,
        uri == null ? null : uri.getQuery(),
        fields,
        body,
        connection(connection));
  }

  /**
   * A request to a proxy: scheme, authority and path are those of the server it is for (RFC 9112,
   * sections 3.2.2 and 3.2.3); a request for a tunnel has neither scheme nor path.
   */
  static ServerRequest towards(Request request, RequestBody body) {
    HttpURI uri = request.getHttpURI();
    ServerRequest received = whole(request, body);
    String scheme = uri.getScheme();
    String authority = uri.getAuthority();
    boolean rootOnly = received.path().isEmpty() && !received.method().equals("CONNECT");
    return new ServerRequest(
        received.method(),
        scheme == null || received.method().equals("CONNECT") ? "" : scheme,
        authority == null ? "" : authority,
        rootOnly ? "/" : received.path(),
        received.query(),
        received.fields(),
        body,
        received.connection());
  }

  /** The same for every request of a connection. */
  static ClientConnection connection(ConnectionMetaData connection) {
    if (connection.getAttribute(CONNECTION) instanceof ClientConnection known) {
      return known;
    }
    ClientConnection fresh =
        new ClientConnection(
            clientAddress(connection),
            clientCertificates(connection),
            serverCertificate(connection));
    connection.setAttribute(CONNECTION, fresh);
    return fresh;
  }

  private static @Nullable X509Certificate serverCertificate(ConnectionMetaData connection) {
    EndPoint.SslSessionData tls = connection.getConnection().getEndPoint().getSslSessionData();
    Certificate[] own = tls == null ? null : tls.sslSession().getLocalCertificates();
    return own != null && own[0] instanceof X509Certificate leaf ? leaf : null;
  }

  /** Of the handshake, or of the one whose session was resumed. */
  private static List<X509Certificate> clientCertificates(ConnectionMetaData connection) {
    EndPoint.SslSessionData tls = connection.getConnection().getEndPoint().getSslSessionData();
    X509Certificate[] chain = tls == null ? null : tls.peerCertificates();
    return chain == null ? List.of() : List.of(chain);
  }

  /** The peer's address, without its port. */
  private static String clientAddress(ConnectionMetaData connection) {
    return connection.getRemoteSocketAddress() instanceof InetSocketAddress at
        ? at.getAddress().getHostAddress()
        : "";
  }

  private static String own(ConnectionMetaData connection) {
    return connection.getLocalSocketAddress() instanceof InetSocketAddress at
        ? Addresses.authority(at)
        : "";
  }
}
