package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.internal.AuthReader;
import dev.gatehouse.connection.internal.Document;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.SourceFile;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.cli.ServeConfig.Guarded;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.CustomGate;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.HeaderGate;
import dev.gatehouse.mock.gate.OpenGate;
import dev.gatehouse.mock.gate.QueryParamsGate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file of {@code serve}, in YAML or JSON; every field is optional. */
final class ServeConfigReader {
  private ServeConfigReader() {}

  /**
   * Reads a file.
   *
   * @throws dev.gatehouse.connection.internal.InvalidDocumentException naming file, line and key
   */
  static ServeConfig read(Path file) {
    return read(Fields.of(Document.parse(SourceFile.read(file), file.toString()), ""));
  }

  static ServeConfig read(Fields fields) {
    fields.only(
        "host", "port", "publicUrl", "followHosts", "limits", "gates", "oauth2", "aws", "proxy");
    Fields limits = fields.optionalObject("limits");
    return new ServeConfig(
        fields.optionalText("host"),
        port(fields),
        PublicAddressConfig.read(fields),
        limits == null ? Limits.DEFAULT : limits(limits),
        fields.objects("gates").stream().map(ServeConfigReader::guarded).toList(),
        IssuerConfigReader.read(fields.optionalObject("oauth2")),
        AwsConfigReader.read(fields.optionalObject("aws")),
        ProxyConfigReader.read(fields.optionalObject("proxy")));
  }

  private static @Nullable Integer port(Fields fields) {
    if (!fields.has("port")) {
      return null;
    }
    int port = fields.number("port", 0);
    if (port < 0 || port > 65_535) {
      throw fields.invalid("port", "is " + port + "; it has to be 0 (any free one) to 65535");
    }
    return port;
  }

  private static Limits limits(Fields fields) {
    fields.only("bodyBytes", "headerBytes", "journalEntries");
    Limits preset = Limits.DEFAULT;
    return preset
        .withBodyBytes(positive(fields, "bodyBytes", (int) preset.bodyBytes()))
        .withHeaderBytes(positive(fields, "headerBytes", preset.headerBytes()))
        .withJournalEntries(positive(fields, "journalEntries", preset.journalEntries()));
  }

  private static int positive(Fields fields, String name, int preset) {
    int number = fields.number(name, preset);
    if (number < 1) {
      throw fields.invalid(name, "is " + number + "; it has to be 1 or more");
    }
    return number;
  }

  private static Guarded guarded(Fields fields) {
    fields.only("path", "auth", "ntlm", "clientCertificate");
    String path = PlainPath.read(fields);
    Fields certificate = fields.optionalObject("clientCertificate");
    if (certificate != null) {
      for (String other : List.of("auth", "ntlm")) {
        if (fields.has(other)) {
          throw fields.invalid(other, "does not go with clientCertificate: give one of them");
        }
      }
      return new Guarded(path, null, ClientCertificateConfigReader.read(certificate));
    }
    Auth auth = AuthReader.read(fields.object("auth"));
    return new Guarded(path, auth, gate(fields, auth));
  }

  private static Function<InstantSource, Gate> gate(Fields fields, Auth auth) {
    if (auth instanceof NtlmAuth ntlm) {
      return NtlmGateReader.read(fields, ntlm);
    }
    if (fields.has("ntlm")) {
      throw fields.invalid("ntlm", "goes with the auth type ntlm, not with " + auth.type());
    }
    try {
      if (auth instanceof AwsAccessKeyAuth key) {
        return SigningKeyGate.of(key);
      }
      Gate gate = gate(auth);
      return clock -> gate;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("auth", String.valueOf(e.getMessage()));
    }
  }

  private static Gate gate(Auth auth) {
    if (auth instanceof NoneAuth) {
      return new OpenGate();
    }
    if (auth instanceof BasicAuth basic) {
      return BasicGate.of(basic.username(), basic.password());
    }
    if (auth instanceof HeaderAuth header) {
      return new HeaderGate(header.headers());
    }
    if (auth instanceof QueryParamsAuth query) {
      return new QueryParamsGate(query.parameters());
    }
    if (auth instanceof CustomAuth custom) {
      return custom(custom);
    }
    throw new IllegalArgumentException(
        "a gate of your own asks for none, basic, header, query-params, custom, ntlm or"
            + " aws-access-key, not "
            + auth.type());
  }

  private static Gate custom(CustomAuth auth) {
    List<Gate> gates = new ArrayList<>();
    if (auth.username() != null && auth.password() != null) {
      gates.add(BasicGate.of(auth.username(), auth.password()));
    } else if (auth.username() != null || auth.password() != null) {
      throw new IllegalArgumentException(
          "username and password go together; one of them is missing");
    }
    if (!auth.headers().isEmpty()) {
      gates.add(new HeaderGate(auth.headers()));
    }
    if (!auth.parameters().isEmpty()) {
      gates.add(new QueryParamsGate(auth.parameters()));
    }
    return new CustomGate(gates);
  }
}
