package dev.gatehouse.connection;

import org.jspecify.annotations.Nullable;

/**
 * NTLM over HTTP (MS-NTHT). Times are in milliseconds.
 *
 * @param domain of the user, sent as it is written, or null; {@code DOMAIN\workstation} gives both,
 *     and is kept as the two
 * @param workstation this machine's name as it is to be sent, or null
 * @param username without the domain
 * @param password never shown
 * @param connectionsPerRoute most connections to one server; {@value #CONNECTIONS_PER_ROUTE}
 * @param maximumConnections most connections in all; {@value #MAXIMUM_CONNECTIONS}
 * @param timeout wait for a pooled connection; {@value #MILLISECONDS}
 * @param connectionRequestTimeout until a connection is established; {@value #MILLISECONDS}
 * @param socketTimeout of silence between packets; {@value #MILLISECONDS}
 * @param verifyHost whether the certificate has to name the host
 * @param trustAll whether any certificate will do; for tests only
 * @since 0.1
 */
public record NtlmAuth(
    @Nullable String domain,
    @Nullable String workstation,
    String username,
    Secret password,
    int connectionsPerRoute,
    int maximumConnections,
    int timeout,
    int connectionRequestTimeout,
    int socketTimeout,
    boolean verifyHost,
    boolean trustAll)
    implements Auth {
  /** Default of {@code connectionsPerRoute}. */
  public static final int CONNECTIONS_PER_ROUTE = 5;

  /** Default of {@code maximumConnections}. */
  public static final int MAXIMUM_CONNECTIONS = 10;

  /** Default of the three time-outs. */
  public static final int MILLISECONDS = 10_000;

  /**
   * @throws InvalidConnectionException if a number is not positive, the user name is empty, a text
   *     holds a control character, or the workstation in {@code domain} is another than {@code
   *     workstation}
   */
  public NtlmAuth {
    Required.optionalText("domain", domain);
    Required.optionalText("workstation", workstation);
    if (domain != null && domain.indexOf('\\') >= 0) {
      String[] parts = domain.split("\\\\", -1);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new InvalidConnectionException(
            "domain", "is neither DOMAIN nor DOMAIN\\workstation with one backslash", null);
      }
      if (workstation != null && !workstation.equals(parts[1])) {
        throw new InvalidConnectionException(
            "workstation",
            "contradicts domain, which names a workstation after its backslash; give it once",
            null);
      }
      domain = parts[0];
      workstation = parts[1];
    }
    Required.text("username", username);
    ControlCharacters.refuse("password", Required.present("password", password));
    positive("connectionsPerRoute", connectionsPerRoute);
    positive("maximumConnections", maximumConnections);
    positive("timeout", timeout);
    positive("connectionRequestTimeout", connectionRequestTimeout);
    positive("socketTimeout", socketTimeout);
  }

  /** With the defaults of every other setting. */
  public static NtlmAuth of(String domain, String username, String password) {
    return new NtlmAuth(
        domain,
        null,
        username,
        Secret.of(password),
        CONNECTIONS_PER_ROUTE,
        MAXIMUM_CONNECTIONS,
        MILLISECONDS,
        MILLISECONDS,
        MILLISECONDS,
        true,
        false);
  }

  private static void positive(String field, int number) {
    if (number < 1) {
      throw new InvalidConnectionException(
          field, "is " + number + "; it has to be 1 or more", null);
    }
  }

  @Override
  public AuthType type() {
    return AuthType.NTLM;
  }
}
