package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.cli.ServeConfig.Guarded;
import dev.gatehouse.mock.scenario.Scenario;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the line-up until the process is told to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Starts the mock server: an endpoint for every auth type that verifies for real, and an"
          + " OAuth2 server that issues tokens. It prints where everything is, with a curl line"
          + " to try each.",
      "",
      "The credentials are fixed and published, so that the lines can be pasted: do not open it"
          + " to a network you do not trust."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar gatehouse.jar serve",
      "",
      "  In a script, on any free port:",
      "    java -jar gatehouse.jar serve --port 0 --ready-file ready &",
      "    until [ -f ready ]; do sleep 0.1; done",
      "    curl \"$(cat ready)/__gatehouse/lineup\"",
      "",
      "  Does a client look at certificates? With the good server on port 8500 and",
      "  one whose certificate expired on 8501:",
      "    java -jar gatehouse.jar serve --bad-tls-port 8500 &",
      "    curl -so ca.pem http://127.0.0.1:8480/__gatehouse/ca.pem",
      "    curl --cacert ca.pem https://127.0.0.1:8500",
      "    curl --cacert ca.pem https://127.0.0.1:8501",
      "",
      "Configuration file (every key may be left out):",
      "  port: 8480",
      "  host: 127.0.0.1",
      "  publicUrl: http://gatehouse:8480",
      "  followHosts: [localhost, host.docker.internal]",
      "  limits: {bodyBytes: 10485760, headerBytes: 16384, journalEntries: 1000}",
      "  gates:                     # beside /api/TYPE",
      "    - path: /orders",
      "      auth: {type: basic, username: alice, password: wonderland}",
      "  oauth2:                    # beside /oauth2/default",
      "    issuers:",
      "      - path: /oauth2/shop",
      "        clients:",
      "          - id: web",
      "            secret: web-secret",
      "            grantTypes: [client_credentials]",
      "            audience: [shop]",
      "  proxy:                     # a forward proxy, on a port of its own",
      "    port: 8481",
      "    auth: {type: ntlm, domain: CORP, username: alice, password: wonderland}",
      "",
      "Exit codes:",
      "  1    it cannot start, for example because the port is taken",
      "  2    the command line or the configuration file is wrong",
      "  143  it was ended by SIGTERM (130: by Ctrl+C)"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int PORT = 8480;
  private static final String HOST = "127.0.0.1";

  private final Streams streams;
  private final Lifetime lifetime;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 takes any free one. Default: 8480.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "H",
      description =
          "Name or address to listen on; 0.0.0.0 for every one of this machine."
              + " Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Where others reach it, behind a proxy or in a container: issuers are there, and what"
              + " metadata names. Default: where it listens.")
  private @Nullable URI publicUrl;

  @Option(
      names = "--follow-hosts",
      paramLabel = "HOST",
      split = ",",
      description =
          "Hosts to be called by as requests do (Host, or X-Forwarded-Host and -Proto), each with"
              + " a port or for any. Default: none.")
  private @Nullable List<String> followHosts;

  @Option(
      names = "--bad-tls",
      description =
          "Also open https servers that are wrong in one way each (expired, for another host,"
              + " self-signed, ...), to see whether a client refuses them. It prints where they"
              + " are.")
  private boolean badTls;

  @Option(
      names = "--bad-tls-port",
      paramLabel = "N",
      description =
          "The same on fixed ports: the good server to compare with on N, the bad ones on the"
              + " ports that follow. Default: any free ones.")
  private @Nullable Integer badTlsPort;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration in YAML or JSON; options given here come before it.")
  private @Nullable Path config;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description =
          "Write the base URI to this file once the server answers; it is removed when the"
              + " server ends.")
  private @Nullable Path readyFile;

  ServeCommand(Streams streams, Lifetime lifetime) {
    this.streams = streams;
    this.lifetime = lifetime;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServeConfig settings = config == null ? ServeConfig.EMPTY : ServeConfigReader.read(config);
    String chosenHost = checkedHost(first(host, settings.host(), HOST));
    int chosenPort = checkedPort(first(port, settings.port(), PORT));
    ReadyFile ready = readyFile == null ? null : checkedReadyFile(readyFile);
    if (ready != null) {
      ready.remove();
    }
    Gatehouse gatehouse = start(checkedAddress(settings), settings, chosenHost, chosenPort);
    lifetime.onEnd(() -> end(gatehouse, ready));
    try {
      settings
          .gates()
          .forEach(
              guarded -> gatehouse.guard(guarded.path(), guarded.gate().apply(gatehouse.clock())));
      settings.issuers().forEach(issuer -> gatehouse.oauth2(issuer.path(), issuer.setup()));
      if (settings.aws() != null) {
        settings.aws().accept(gatehouse.iam());
      }
      EndpointTable.print(
          gatehouse.baseUri(),
          connections(gatehouse, settings),
          byCertificate(gatehouse, settings),
          settings.issuers(),
          settings.proxy() == null ? null : settings.proxy().open(gatehouse),
          badTls(gatehouse),
          streams.out());
      warnOfOtherMachines(chosenHost);
      if (ready != null) {
        ready.write(gatehouse.baseUri());
      }
      lifetime.await(gatehouse);
    } finally {
      end(gatehouse, ready);
    }
    return ExitCode.OK;
  }

  private static <T> T first(@Nullable T option, @Nullable T configured, T preset) {
    if (option != null) {
      return option;
    }
    return configured != null ? configured : preset;
  }

  private String checkedHost(String name) {
    try {
      InetAddress.getByName(name);
      return name;
    } catch (UnknownHostException e) {
      throw usage("host: there is no host '" + name + "'; give a name or address of this machine");
    }
  }

  private int checkedPort(int number) {
    if (number < 0 || number > 65_535) {
      throw usage("port: is " + number + "; it has to be 0 (any free one) to 65535");
    }
    return number;
  }

  private Gatehouse.Builder checkedAddress(ServeConfig settings) {
    try {
      return settings
          .publicAddress()
          .or(publicUrl, followHosts)
          .apply(Gatehouse.builder())
          .badTlsPort(badTlsPort == null ? 0 : badTlsPort);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ReadyFile checkedReadyFile(Path path) {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(path)) {
      throw usage("--ready-file: " + path + " is not a file in a directory that exists");
    }
    return new ReadyFile(path);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Gatehouse start(
      Gatehouse.Builder builder, ServeConfig settings, String host, int port) {
    try {
      return builder.host(host).port(port).limits(settings.limits()).fixedCredentials().start();
    } catch (UncheckedIOException e) {
      boolean taken = e.getCause() instanceof BindException && port != 0;
      throw new UncheckedIOException(
          e.getMessage() + (taken ? "; --port 0 takes any free port" : ""), e.getCause());
    }
  }

  private static List<Connection> connections(Gatehouse gatehouse, ServeConfig settings) {
    List<Connection> connections = new ArrayList<>();
    gatehouse.lineup().stream().map(Scenario::connection).forEach(connections::add);
    for (Guarded guarded : settings.gates()) {
      if (guarded.auth() != null) {
        connections.add(
            Connection.of(
                guarded.path(), gatehouse.baseUri().resolve(guarded.path()), guarded.auth()));
      }
    }
    return connections;
  }

  private static List<URI> byCertificate(Gatehouse gatehouse, ServeConfig settings) {
    return settings.gates().stream()
        .filter(guarded -> guarded.auth() == null)
        .map(guarded -> gatehouse.httpsUri().resolve(guarded.path()))
        .toList();
  }

  private Map<TlsFlaw, URI> badTls(Gatehouse gatehouse) {
    Map<TlsFlaw, URI> endpoints = new EnumMap<>(TlsFlaw.class);
    if (badTls || badTlsPort != null) {
      for (TlsFlaw flaw : TlsFlaw.values()) {
        endpoints.put(flaw, gatehouse.badTls(flaw));
      }
    }
    return endpoints;
  }

  private void warnOfOtherMachines(String chosenHost) {
    try {
      if (!InetAddress.getByName(chosenHost).isLoopbackAddress()) {
        streams
            .err()
            .println("Beware: other machines can reach it, and its credentials are published.");
      }
    } catch (UnknownHostException e) {
      throw new IllegalStateException("it was known a moment ago", e);
    }
  }

  private static void end(Gatehouse gatehouse, @Nullable ReadyFile ready) {
    if (ready != null) {
      ready.remove();
    }
    gatehouse.close();
  }
}
