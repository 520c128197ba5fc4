package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.oauth2.internal.assertion.AssertionRules;
import dev.gatehouse.mock.oauth2.internal.assertion.SignedAssertion;
import dev.gatehouse.mock.oauth2.internal.bearer.JwtBearerGrant;
import dev.gatehouse.mock.oauth2.internal.certificate.CertificateAuthentication;
import dev.gatehouse.mock.oauth2.internal.client.ClientSecretBasic;
import dev.gatehouse.mock.oauth2.internal.client.ClientSecretPost;
import dev.gatehouse.mock.oauth2.internal.client.PublicClient;
import dev.gatehouse.mock.oauth2.internal.exchange.TokenExchangeGrant;
import dev.gatehouse.mock.oauth2.internal.grant.AuthorizationCodeGrant;
import dev.gatehouse.mock.oauth2.internal.grant.ClientCredentialsGrant;
import dev.gatehouse.mock.oauth2.internal.grant.PasswordGrant;
import dev.gatehouse.mock.oauth2.internal.grant.RefreshTokenGrant;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.login.Expected;
import dev.gatehouse.mock.oauth2.internal.login.People;
import dev.gatehouse.mock.tls.CertificateAuthority;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The grants and client authentication methods of the standard, and after them a user's own. */
final class BuiltIn {
  private BuiltIn() {}

  static List<Grant> grants(ServerParts parts, OAuth2Provider.Builder settings) {
    Ledger ledger = parts.ledger;
    People people = parts.people;
    List<Grant> grants = new ArrayList<>();
    grants.add(new AuthorizationCodeGrant(ledger));
    grants.add(new RefreshTokenGrant(ledger));
    grants.add(new ClientCredentialsGrant());
    grants.add(parts.devices.grant());
    if (!settings.trustedIssuers.isEmpty()) {
      grants.add(
          new JwtBearerGrant(
              settings.trustedIssuers,
              people.users(),
              parts.issuers,
              ledger.grantAssertions(),
              parts.clock));
    }
    grants.add(new TokenExchangeGrant(parts.tokens, ledger.userAuthorizations()));
    if (settings.passwordGrant) {
      grants.add(
          new PasswordGrant(
              people.users(), user -> people.interaction().newLogin(user, Expected.ANYTHING)));
    }
    grants.addAll(settings.grants.values());
    return grants;
  }

  static List<ClientAuthentication> authenticationMethods(
      ServerParts parts, OAuth2Provider.Builder settings) {
    AssertionRules assertions =
        new AssertionRules(parts.issuers, parts.ledger.assertions(), parts.clock);
    List<X509Certificate> authorities = settings.authorities;
    List<ClientAuthentication> methods = new ArrayList<>();
    methods.add(new ClientSecretBasic());
    methods.add(new ClientSecretPost());
    methods.add(SignedAssertion.bySecret(assertions));
    methods.add(SignedAssertion.byKey(assertions));
    methods.add(new PublicClient());
    methods.add(CertificateAuthentication.ofAnAuthority(() -> orOwn(authorities), parts.clock));
    methods.add(CertificateAuthentication.selfSigned(parts.clock));
    methods.addAll(settings.authenticationMethods.values());
    return methods;
  }

  private static Collection<X509Certificate> orOwn(List<X509Certificate> authorities) {
    return authorities.isEmpty()
        ? List.of(CertificateAuthority.ofThisJvm().certificate())
        : authorities;
  }
}
