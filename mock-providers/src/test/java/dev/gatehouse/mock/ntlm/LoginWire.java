package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** One connection to a gate at {@code /api}, and the messages of a login on it. */
final class LoginWire implements AutoCloseable {
  private static final Pattern CHALLENGE =
      Pattern.compile("WWW-Authenticate: (?:NTLM|Negotiate) ([A-Za-z0-9+/=]+)\r\n");

  private final Wire wire;

  private LoginWire(Wire wire) {
    this.wire = wire;
  }

  static LoginWire to(Gatehouse gatehouse) throws IOException {
    return new LoginWire(Wire.to(gatehouse.baseUri()));
  }

  static LoginWire overTls(Gatehouse gatehouse) throws IOException, GeneralSecurityException {
    URI server = gatehouse.httpsUri();
    return new LoginWire(
        Wire.over(
            trusting(gatehouse.caPem())
                .getSocketFactory()
                .createSocket(server.getHost(), server.getPort())));
  }

  static SSLContext trusting(String caPem) throws IOException, GeneralSecurityException {
    Certificate ca =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", ca);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** The hash that binds a login to this connection. */
  byte[] bindings() throws IOException {
    return ChannelBindings.of(
            (X509Certificate) ((SSLSocket) wire.socket()).getSession().getPeerCertificates()[0])
        .hash();
  }

  /** Sends a request without waiting. */
  void send(String scheme, byte[] message) throws IOException {
    send("/api", scheme, message);
  }

  private void send(String path, String scheme, byte[] message) throws IOException {
    wire.send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + (scheme.isEmpty()
                ? ""
                : "Authorization: "
                    + scheme
                    + " "
                    + Base64.getEncoder().encodeToString(message)
                    + "\r\n")
            + "\r\n");
  }

  String answer() throws IOException {
    return wire.readResponse();
  }

  String exchange(String scheme, byte[] message) throws IOException {
    send(scheme, message);
    return answer();
  }

  /** The same for another gate of the server. */
  String exchangeAt(String path, String scheme, byte[] message) throws IOException {
    send(path, scheme, message);
    return answer();
  }

  /** A request without credentials. */
  String exchange() throws IOException {
    return exchange("", new byte[0]);
  }

  /** Logs in by the scheme NTLM, and gives the answer to the Type 3. */
  String login(HandClient client) throws IOException {
    byte[] type1 = HandClient.type1(client.flags);
    return exchange("NTLM", client.type3(type1, challenge(exchange("NTLM", type1))));
  }

  /** The message of the one challenge that has one. */
  static byte[] challenge(String answer) {
    Matcher found = CHALLENGE.matcher(answer);
    if (!found.find()) {
      throw new AssertionError("no challenge with a message in " + answer);
    }
    return Base64.getDecoder().decode(found.group(1));
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
