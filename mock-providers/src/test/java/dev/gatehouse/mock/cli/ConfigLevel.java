package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.internal.Document;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a configuration file has an object with keys: its {@code oauth2}, and {@code ntlm}. */
enum ConfigLevel {
  OAUTH2("", "%s", ""),
  ISSUER("issuers[0]", "{issuers: [%s]}", "path: /i"),
  TRUSTED_ISSUER(
      "issuers[0].trustedIssuers[0]",
      "{issuers: [{path: /i, trustedIssuers: [%s]}]}",
      "issuer: x; jwks: {keys: [{kty: EC, crv: P-256, x: MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4,"
          + " y: 4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM}]}"),
  REGISTRATION(
      "issuers[0].dynamicRegistration",
      "{issuers: [{path: /i, dynamicRegistration: %s}]}",
      "audience: [x]"),
  CLIENT(
      "issuers[0].clients[0]",
      "{issuers: [{path: /i, clients: [%s]}]}",
      "id: c; secret: hush-hush-hush-hush-hush-hush-32; authenticationMethod: client_secret_jwt;"
          + " audience: [x]"),
  CERTIFICATE_SUBJECT(
      "issuers[0].clients[0].certificateSubject",
      "{issuers: [{path: /i, clients: [{id: c, audience: [x], certificateSubject: %s}]}]}",
      "value: CN=x"),
  LIFETIMES(
      "issuers[0].clients[0].lifetimes",
      "{issuers: [{path: /i, clients: [{id: c, audience: [x], lifetimes: %s}]}]}",
      ""),
  USER("issuers[0].users[0]", "{issuers: [{path: /i, users: [%s]}]}", "username: u; password: p"),
  CLAIM_RULE(
      "issuers[0].accessTokenClaims[0]",
      "{issuers: [{path: /i, accessTokenClaims: [%s]}]}",
      "when: {}; claims: {}"),
  CLAIM_CONDITION(
      "issuers[0].accessTokenClaims[0].when",
      "{issuers: [{path: /i, accessTokenClaims: [{when: %s}]}]}",
      ""),
  NTLM(
      "gates[0].ntlm",
      "[{path: /a, auth: {type: ntlm, domain: CORP, username: alan, password: hush}, ntlm: %s}]",
      "");

  private static final Pattern KNOWN = Pattern.compile("\\(known: (.*)\\)$");

  private final String path;
  private final String section;
  private final String needed;

  ConfigLevel(String path, String section, String needed) {
    this.path = path;
    this.section = section;
    this.needed = needed;
  }

  /** What the file calls a key of this object. */
  String path(String key) {
    String place = path.isEmpty() ? "oauth2" : this == NTLM ? path : "oauth2." + path;
    return place + (key.isEmpty() ? "" : "." + key);
  }

  /** A file with the key on its third line, and on the second what the object cannot be without. */
  String file(String key, String value) {
    String others =
        Arrays.stream(needed.split("; ", -1))
            .filter(each -> !each.isEmpty() && !each.startsWith(key + ":"))
            .map(each -> each + ", ")
            .reduce("", String::concat);
    return (this == NTLM ? "gates:\n  " : "oauth2:\n  ")
        + section.formatted("{" + others + "\n    " + key + ": " + value + "}");
  }

  static List<IssuerConfig> read(String file) {
    return whole(file).issuers();
  }

  static ServeConfig whole(String file) {
    return ServeConfigReader.read(Fields.of(Document.parse(file, "c.yaml"), ""));
  }

  /** What the reader says of a key that it does not know. */
  InvalidDocumentException refusal() {
    return catchThrowableOfType(InvalidDocumentException.class, () -> read(file("nonsense", "{}")));
  }

  /** The keys that the reader knows here, as it lists them itself. */
  List<String> known() {
    Matcher matcher = KNOWN.matcher(refusal().getMessage());
    if (!matcher.find()) {
      throw new AssertionError(refusal());
    }
    return List.of(matcher.group(1).split(", ", -1));
  }
}
