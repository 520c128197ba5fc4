package dev.gatehouse.mock.cli;

import dev.gatehouse.client.Body;
import dev.gatehouse.client.ConnectionException;
import dev.gatehouse.client.Headers;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.Request;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one request with the real client. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Sends one request, logged in as a connection file says, and prints the body of the answer."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar gatehouse.jar call --connection orders.yaml /orders",
      "  java -jar gatehouse.jar call --connection orders.yaml \\",
      "       --data '{\"item\": 7}' /orders",
      "  java -jar gatehouse.jar call --connection orders.yaml \\",
      "       --method PUT --data @order.json /orders/7",
      "",
      "Connection file, in YAML or JSON:",
      "  name: orders",
      "  baseUri: http://127.0.0.1:8480/api/basic",
      "  auth: {type: basic, username: ada, password: lovelace-1843}",
      "",
      "Exit codes:",
      "  0  the answer's status is 2xx",
      "  1  it is another; the status is on stderr",
      "  2  the command line or the connection file is wrong",
      "  3  the request came to nothing; stderr says at which step, and why"
    })
final class CallCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = {"--connection", "-c"},
      required = true,
      paramLabel = "FILE",
      description = "How to log in, and where; - reads it from stdin.")
  private String connection = "";

  @Option(
      names = {"--method", "-X"},
      paramLabel = "M",
      description = "GET, POST, PUT, PATCH, DELETE or HEAD. Default: GET, or POST with --data.")
  private @Nullable String method;

  @Option(
      names = {"--data", "-d"},
      paramLabel = "D",
      description =
          "Body to send; @FILE reads it from a file, @- or - from stdin. Its type is"
              + " application/json when it starts with { or [, else"
              + " application/x-www-form-urlencoded; --header says otherwise.")
  private @Nullable String data;

  @Option(
      names = {"--header", "-H"},
      paramLabel = "HEADER",
      description = "Header to send, as 'Name: value'; may be given more than once.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = {"--include", "-i"},
      description = "Print the status and the headers before the body.")
  private boolean include;

  @Parameters(
      paramLabel = "PATH",
      description = "Below the connection's base URI, with a query if any: /orders?limit=5")
  private String path = "";

  CallCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (fromStdin(connection) && data != null && (fromStdin(data) || data.equals("@-"))) {
      throw usage("--connection and --data cannot both be read from stdin");
    }
    Connection settings =
        fromStdin(connection)
            ? Connections.read(new String(streams.in().readAllBytes(), StandardCharsets.UTF_8))
            : Connections.read(Path.of(connection));
    Request request = new Request(chosenMethod(), path, fields(), body());
    try (HttpConnection client = HttpConnection.open(settings)) {
      return client.send(request, this::print);
    } catch (ConnectionException e) {
      String step = e.step().name().toLowerCase(Locale.ROOT);
      streams.err().println("failed at step " + step + ": " + e.getMessage());
      return ExitCode.NO_ANSWER;
    }
  }

  private static boolean fromStdin(String name) {
    return name.equals("-");
  }

  private Body body() {
    if (data == null) {
      return Body.none();
    }
    try {
      return RequestData.read(data, streams.in());
    } catch (IOException e) {
      throw usage("--data: cannot be read: " + e.getMessage());
    }
  }

  private String chosenMethod() {
    if (method == null) {
      return data == null ? "GET" : "POST";
    }
    return method.toUpperCase(Locale.ROOT);
  }

  private List<Headers.Field> fields() {
    List<Headers.Field> fields = new ArrayList<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw usage("--header has to look like 'Name: value'");
      }
      fields.add(
          new Headers.Field(header.substring(0, colon), header.substring(colon + 1).strip()));
    }
    return fields;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int print(int status, Headers answered, InputStream body) throws IOException {
    boolean success = status >= 200 && status < 300;
    if (!success) {
      // Before the body: that may end without a line break.
      streams.err().println("HTTP " + status + StatusHint.of(status, answered));
    }
    if (include) {
      streams.out().println("HTTP " + status);
      for (Headers.Field field : answered.fields()) {
        streams.out().println(field.name() + ": " + field.value());
      }
      streams.out().println();
    }
    body.transferTo(streams.out());
    streams.out().flush();
    return success ? ExitCode.OK : ExitCode.FAILED;
  }
}
