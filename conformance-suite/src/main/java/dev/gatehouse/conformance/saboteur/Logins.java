package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.ClientSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The login that a connection's settings ask for.
 *
 * @param wire for calls
 * @param issuers for whoever issues what calls are made with
 */
record Logins(
    Settings given,
    ClientSettings limits,
    Wire wire,
    Wire issuers,
    InstantSource clock,
    SharedTokens tokens,
    IdleLinks idle,
    @Nullable Flaw flaw) {

  Login login() {
    Target.of(given.baseUri());
    String userinfo = given.baseUri().getUserInfo();
    if (userinfo != null && flaw == Flaw.HTTP_USERINFO) {
      String[] pair = userinfo.split(":", 2);
      return new BasicLogin(pair[0], pair.length > 1 ? pair[1] : "", flaw);
    }
    if (userinfo != null) {
      throw new Failure(
          Kind.REFUSED, "the base URI has a user name or password in it (RFC 9110, 4.2.4)");
    }
    return switch (given.type()) {
      case "none" -> new NoLogin(flaw);
      case "basic" -> new BasicLogin(given.text("username"), given.text("password"), flaw);
      case "header" -> new HeaderLogin(given.pairs("headers"), flaw);
      case "query-params" -> new QueryLogin(given.pairs("parameters"), flaw);
      case "custom" -> new CustomLogin(parts(), limits.hook(), flaw);
      case "oauth2-client-credentials" ->
          bearer(new ClientCredentialsGrant(given.texts("scopes"), endpoint(), flaw));
      case "oauth2-authorization-code" ->
          bearer(
              new CodeGrant(
                  given, limits, new IssuerMetadata(issuers, limits, flaw), endpoint(), flaw));
      case "ntlm" -> new NtlmLogin(NtlmCredential.of(given), wire, idle, flaw);
      case "aws-access-key" -> {
        AwsKey key = AwsKey.of(given);
        yield signed(() -> key);
      }
      case "aws-iam-role" -> signed(new RoleSessions(given, limits, issuers, clock, flaw));
      default ->
          throw new Failure(Kind.REFUSED, "the auth type " + given.type() + " is not supported");
    };
  }

  private Login signed(AwsKeys keys) {
    SignatureV4 signature = new SignatureV4(given.text("region"), given.text("service"), flaw);
    return new SignedLogin(signature, keys, clock, flaw);
  }

  private List<Login> parts() {
    List<Login> parts = new ArrayList<>();
    if (given.has("username")) {
      parts.add(new BasicLogin(given.text("username"), given.text("password"), flaw));
    }
    parts.add(new HeaderLogin(given.pairs("headers"), flaw));
    parts.add(new QueryLogin(given.pairs("parameters"), flaw));
    return parts;
  }

  private TokenEndpoint endpoint() {
    return new TokenEndpoint(
        new TokenRequest(given, flaw),
        issuers,
        limits.responseTimeout(),
        limits.totalTimeout(),
        clock,
        flaw);
  }

  private Login bearer(TokenSource source) {
    return new BearerLogin(
        source, tokens.of(given.uri("tokenUri"), () -> new TokenCache(clock, flaw)), flaw);
  }
}
