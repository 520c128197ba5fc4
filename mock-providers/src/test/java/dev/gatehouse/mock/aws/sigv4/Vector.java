package dev.gatehouse.mock.aws.sigv4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One case of the AWS signing test suite; the suite lies outside the project. */
record Vector(Path folder, String form, JsonNode context) {

  /** Every complete case of a version, in both forms; none when the suite is not there. */
  static Stream<Vector> all(String version) {
    String root = System.getProperty("gatehouse.vectors", "");
    Path suite = Path.of(root, "aws-signing-test-suite", version);
    if (root.isEmpty() || !Files.isDirectory(suite)) {
      return Stream.empty();
    }
    try (Stream<Path> cases = Files.list(suite)) {
      return cases.sorted().toList().stream()
          .filter(folder -> Files.exists(folder.resolve("header-signed-request.txt")))
          .flatMap(folder -> Stream.of("header", "query").map(form -> of(folder, form)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector of(Path folder, String form) {
    try {
      return new Vector(
          folder,
          form,
          JsonMapper.builder().build().readTree(folder.resolve("context.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder.getFileName() + " by " + form;
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(form + "-" + name + ".txt")).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant now() {
    return Instant.parse(context.get("timestamp").textValue());
  }

  String accessKeyId() {
    return context.get("credentials").get("access_key_id").textValue();
  }

  Secret secret() {
    return Secret.of(context.get("credentials").get("secret_access_key").textValue());
  }

  private Optional<AccessKeys.Session> session() {
    return Optional.ofNullable(context.get("credentials").get("token"))
        .map(
            token ->
                new AccessKeys.Session(Secret.of(token.textValue()), now().plusSeconds(86_400)));
  }

  SignatureVerifier verifier() {
    return verifier(now());
  }

  SignatureVerifier verifier(Instant at) {
    return verifier(() -> at);
  }

  VerifierSettings settings() {
    VerifierSettings settings =
        VerifierSettings.of(
            ServiceStyle.QUERY,
            context.get("region").textValue(),
            context.get("service").textValue());
    return context.path("omit_session_token").booleanValue()
        ? settings.withUnsignedSessionToken()
        : settings;
  }

  SignatureVerifier verifier(InstantSource clock) {
    AccessKeys.Found key =
        new AccessKeys.Found.Active(
            secret(),
            new Principal("123456789012", "arn:aws:iam::123456789012:user/x", "AIDAX"),
            session());
    return new SignatureVerifier(
        settings(),
        id -> id.equals(accessKeyId()) ? key : new AccessKeys.Found.Unknown(),
        clock,
        context.get("normalize").booleanValue()
            ? CanonicalPath.NORMALIZED
            : CanonicalPath.UNNORMALIZED);
  }

  /** The signed request, read leniently: some cases are no HTTP (spaces, UTF-8, folded lines). */
  ServerRequest request() {
    String all = text("signed-request");
    int blank = all.indexOf("\n\n");
    String[] lines = (blank < 0 ? all : all.substring(0, blank)).split("\n", -1);
    int first = lines[0].indexOf(' ');
    int last = lines[0].lastIndexOf(' ');
    String target = lines[0].substring(first + 1, last);
    int question = target.indexOf('?');
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].startsWith(" ")) {
        Field folded = fields.remove(fields.size() - 1);
        fields.add(new Field(folded.name(), folded.value() + "\n" + lines[i]));
      } else if (!lines[i].isEmpty()) {
        int colon = lines[i].indexOf(':');
        byte[] value = lines[i].substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        fields.add(
            new Field(
                lines[i].substring(0, colon), new String(value, StandardCharsets.ISO_8859_1)));
      }
    }
    String body = blank < 0 ? "" : all.substring(blank + 2);
    boolean empty = fields.stream().noneMatch(f -> f.name().equalsIgnoreCase("Content-Length"));
    return new ServerRequest(
        lines[0].substring(0, first),
        "https",
        "example.amazonaws.com",
        question < 0 ? target : target.substring(0, question),
        question < 0 ? null : target.substring(question + 1),
        fields,
        empty ? new byte[0] : body.stripTrailing().getBytes(StandardCharsets.UTF_8));
  }
}
