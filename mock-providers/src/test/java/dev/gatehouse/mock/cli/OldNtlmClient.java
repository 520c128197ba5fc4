package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import dev.gatehouse.mock.ntlm.internal.crypto.Responses;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client of the last century: NTLMv1 or nobody in particular, no MIC, no channel bindings. */
record OldNtlmClient(Wire wire, String path) implements AutoCloseable {
  private static final int UNICODE_AND_NTLM = 0x0205;
  private static final int EXTENDED_SESSION_SECURITY = 0x0008_0000;
  private static final int ANONYMOUS = 0x0800;
  private static final Pattern TYPE2 = Pattern.compile("WWW-Authenticate: NTLM (\\S+)");

  static OldNtlmClient at(URI uri) throws Exception {
    Socket socket =
        uri.getScheme().equals("https")
            ? trusting().getSocketFactory().createSocket(uri.getHost(), uri.getPort())
            : new Socket(uri.getHost(), uri.getPort());
    return new OldNtlmClient(Wire.over(socket), uri.getPath());
  }

  private static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    return context;
  }

  private record Anybody() implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** What comes without a login. */
  String knock() throws IOException {
    return send("X-Login: none");
  }

  /** The challenge, after a Type 1 that asks for extended session security too. */
  String begin() throws IOException {
    return begin(UNICODE_AND_NTLM | EXTENDED_SESSION_SECURITY);
  }

  private String begin(int flags) throws IOException {
    ByteBuffer type1 = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    type1.put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(flags);
    return send(type1.array());
  }

  /** What comes after a login by NTLMv1. */
  String logIn(String domain, String user, String password) throws IOException {
    Matcher type2 = TYPE2.matcher(begin(UNICODE_AND_NTLM));
    if (!type2.find()) {
      throw new AssertionError("no challenge came");
    }
    byte[] challenge = Arrays.copyOfRange(Base64.getDecoder().decode(type2.group(1)), 24, 32);
    byte[] response = Responses.v1(PasswordKeys.ntV1(password), challenge);
    return send(type3(UNICODE_AND_NTLM, response, response, domain, user));
  }

  /** What comes after a login as nobody in particular. */
  String logInAsNobody() throws IOException {
    begin(UNICODE_AND_NTLM);
    return send(type3(UNICODE_AND_NTLM | ANONYMOUS, new byte[1], new byte[0], "", ""));
  }

  private static byte[] type3(int flags, byte[] lm, byte[] nt, String domain, String user) {
    byte[][] parts = {lm, nt, unicode(domain), unicode(user), unicode("OLD"), {}};
    int size = 64 + Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer type3 = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    type3.put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    int offset = 64;
    for (byte[] part : parts) {
      type3.putShort((short) part.length).putShort((short) part.length).putInt(offset);
      offset += part.length;
    }
    type3.putInt(flags);
    for (byte[] part : parts) {
      type3.put(part);
    }
    return type3.array();
  }

  private static byte[] unicode(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private String send(byte[] message) throws IOException {
    return send("Authorization: NTLM " + Base64.getEncoder().encodeToString(message));
  }

  private String send(String field) throws IOException {
    return wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n")
        .readResponse();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
