package dev.gatehouse.connection.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.AzureAuthorizationCodeAuth;
import dev.gatehouse.connection.AzureClientCredentialsAuth;
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
import dev.gatehouse.connection.Tls;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes connections, secrets included, as {@link ConnectionReader} reads them. */
public final class ConnectionWriter {
  private final JsonGenerator out;

  public ConnectionWriter(JsonGenerator out) {
    this.out = out;
  }

  public void write(Connection connection) throws IOException {
    out.writeStartObject();
    text("name", connection.name());
    text("project", connection.project());
    uri("baseUri", connection.baseUri());
    out.writeObjectFieldStart("auth");
    text("type", connection.auth().type().id());
    auth(connection.auth());
    out.writeEndObject();
    if (!connection.tls().equals(Tls.PLATFORM)) {
      tls(connection.tls());
    }
    out.writeBooleanField("caseSensitiveHeaders", connection.caseSensitiveHeaders());
    out.writeEndObject();
  }

  private void tls(Tls tls) throws IOException {
    out.writeObjectFieldStart("tls");
    text("caCertificates", tls.caCertificates());
    text("certificate", tls.certificate());
    secret("privateKey", tls.privateKey());
    secret("passphrase", tls.passphrase());
    out.writeEndObject();
  }

  // Java 17 has no switch over patterns yet; a type that is forgotten here fails its round-trip
  // test.
  private void auth(Auth auth) throws IOException {
    if (auth instanceof BasicAuth basic) {
      text("username", basic.username());
      secret("password", basic.password());
    } else if (auth instanceof HeaderAuth header) {
      named("headers", header.headers());
    } else if (auth instanceof QueryParamsAuth query) {
      named("parameters", query.parameters());
    } else if (auth instanceof CustomAuth custom) {
      text("username", custom.username());
      secret("password", custom.password());
      named("headers", custom.headers());
      named("parameters", custom.parameters());
    } else if (auth instanceof NtlmAuth ntlm) {
      ntlm(ntlm);
    } else if (auth instanceof OAuth2AuthorizationCodeAuth code) {
      uri("authorizationUri", code.authorizationUri());
      uri("tokenUri", code.tokenUri());
      text("clientId", code.clientId());
      secret("clientSecret", code.clientSecret());
      text("credentialPlacement", code.credentialPlacement().id());
      texts("scopes", code.scopes());
      uri("redirectUri", code.redirectUri());
      out.writeBooleanField("pkce", code.pkce());
    } else if (auth instanceof OAuth2ClientCredentialsAuth credentials) {
      uri("tokenUri", credentials.tokenUri());
      text("clientId", credentials.clientId());
      secret("clientSecret", credentials.clientSecret());
      text("credentialPlacement", credentials.credentialPlacement().id());
      texts("scopes", credentials.scopes());
    } else if (auth instanceof AwsAccessKeyAuth key) {
      text("service", key.service());
      text("region", key.region());
      text("accessKeyId", key.accessKeyId());
      secret("secretAccessKey", key.secretAccessKey());
    } else if (auth instanceof AwsIamRoleAuth role) {
      text("service", role.service());
      text("region", role.region());
      text("roleArn", role.roleArn());
      text("externalId", role.externalId());
      text("accessKeyId", role.accessKeyId());
      secret("secretAccessKey", role.secretAccessKey());
      uri("stsEndpoint", role.stsEndpoint());
    } else if (auth instanceof AzureAuthorizationCodeAuth code) {
      text("tenantId", code.tenantId());
      text("clientId", code.clientId());
      secret("clientSecret", code.clientSecret());
      text("endpointVersion", code.endpointVersion().id());
      texts("scopes", code.scopes());
      uri("authorityHost", code.authorityHost());
      uri("redirectUri", code.redirectUri());
    } else if (auth instanceof AzureClientCredentialsAuth credentials) {
      text("tenantId", credentials.tenantId());
      text("clientId", credentials.clientId());
      secret("clientSecret", credentials.clientSecret());
      text("endpointVersion", credentials.endpointVersion().id());
      texts("scopes", credentials.scopes());
      uri("authorityHost", credentials.authorityHost());
    } else if (!(auth instanceof NoneAuth)) {
      throw new IllegalStateException("no way to write " + auth.type());
    }
  }

  private void ntlm(NtlmAuth ntlm) throws IOException {
    text("domain", ntlm.domain());
    text("workstation", ntlm.workstation());
    text("username", ntlm.username());
    secret("password", ntlm.password());
    out.writeNumberField("connectionsPerRoute", ntlm.connectionsPerRoute());
    out.writeNumberField("maximumConnections", ntlm.maximumConnections());
    out.writeNumberField("timeout", ntlm.timeout());
    out.writeNumberField("connectionRequestTimeout", ntlm.connectionRequestTimeout());
    out.writeNumberField("socketTimeout", ntlm.socketTimeout());
    out.writeBooleanField("verifyHost", ntlm.verifyHost());
    out.writeBooleanField("trustAll", ntlm.trustAll());
  }

  private void text(String name, @Nullable String text) throws IOException {
    if (text != null) {
      out.writeStringField(name, text);
    }
  }

  private void secret(String name, @Nullable Secret secret) throws IOException {
    text(name, secret == null ? null : secret.reveal());
  }

  private void uri(String name, @Nullable URI uri) throws IOException {
    text(name, uri == null ? null : uri.toString());
  }

  private void texts(String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private void named(String name, List<NamedSecret> list) throws IOException {
    if (list.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(name);
    for (NamedSecret item : list) {
      out.writeStartObject();
      text("name", item.name());
      secret("value", item.value());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
