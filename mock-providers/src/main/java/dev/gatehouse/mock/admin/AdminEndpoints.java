package dev.gatehouse.mock.admin;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers below {@code /__gatehouse/}. */
public final class AdminEndpoints implements Endpoint {
  private static final String ROOT = "/__gatehouse";

  private final List<Resource> resources;

  /**
   * One thing to ask for.
   *
   * @param path below the root; {@code {id}} stands for any last segment
   * @param about one line for the index
   */
  private record Resource(
      String method, String path, String about, Function<ServerRequest, ServerResponse> answer) {

    boolean isAt(String asked) {
      int last = path.indexOf("{id}");
      return last < 0
          ? path.equals(asked)
          : asked.startsWith(path.substring(0, last))
              && asked.length() > last
              && asked.indexOf('/', last) < 0;
    }
  }

  /** Endpoints that control a server. */
  public AdminEndpoints(Controls controls) {
    FaultCommands faults = new FaultCommands(controls.faults());
    resources =
        List.of(
            new Resource("GET", "/", "this list", request -> index()),
            new Resource(
                "GET",
                "/lineup",
                "the connections to log in with, secrets included",
                request -> ServerResponse.json(200, controls.lineupJson())),
            new Resource(
                "GET",
                "/ca.pem",
                "the certificate to trust for https",
                request ->
                    ServerResponse.status(200)
                        .with("Content-Type", "application/x-pem-file")
                        .withBody(controls.caPem())),
            new Resource(
                "GET",
                "/bad-tls",
                "the open https endpoints that are wrong in one way each",
                request -> ServerResponse.json(200, controls.badTlsJson())),
            new Resource(
                "GET",
                "/journal",
                "what happened, newest last; ?outcome=, ?path=, ?handledBy=, ?limit=",
                request -> JournalQuery.answer(request, controls.journal())),
            new Resource(
                "POST",
                "/reset",
                "forgets journal, stubs, faults, issued tokens and the clock's move",
                request -> {
                  controls.reset();
                  return ServerResponse.status(204);
                }),
            new Resource(
                "POST",
                "/clock",
                "moves the clock, for example by {\"advance\":\"PT1H\"}",
                request -> ClockCommand.answer(request, controls)),
            new Resource(
                "GET", "/faults", "the faults that can still fire", request -> faults.list()),
            new Resource(
                "POST",
                "/faults",
                "asks for one: {\"on\":{\"endpoint\":\"token\"},\"fault\":{\"type\":\"expired-token\"}}",
                faults::add),
            new Resource("DELETE", "/faults", "removes every fault", request -> faults.removeAll()),
            new Resource("DELETE", "/faults/{id}", "removes one fault", faults::remove),
            new Resource(
                "POST",
                "/rotate-keys",
                "signs by new keys; {\"issuer\":...} for one issuer, {\"overlap\":\"PT0S\"} to"
                    + " withdraw the old keys at once",
                request -> RotateKeysCommand.answer(request, controls.keyHolders())));
  }

  @Override
  public Reply answer(ServerRequest request) {
    return new Reply(response(request), "", null);
  }

  private ServerResponse response(ServerRequest request) {
    String path = request.path().substring(ROOT.length());
    List<Resource> here =
        resources.stream().filter(resource -> resource.isAt(path.isEmpty() ? "/" : path)).toList();
    if (here.isEmpty()) {
      return ServerResponse.text(
          404, "There is no " + request.path() + ". There is:\n\n" + listing());
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    return here.stream()
        .filter(resource -> resource.method().equals(method))
        .findFirst()
        .map(resource -> resource.answer().apply(request).with("Cache-Control", "no-store"))
        .orElseGet(() -> notAllowed(here.stream().map(Resource::method).toList()));
  }

  private static ServerResponse notAllowed(List<String> methods) {
    String allowed = String.join(", ", methods);
    return ServerResponse.text(405, "Use " + allowed + ".\n")
        .with("Allow", allowed.replaceFirst("^GET", "GET, HEAD"));
  }

  private ServerResponse index() {
    return ServerResponse.text(
        200, "Gatehouse, a mock of authentication providers.\n\n" + listing());
  }

  private String listing() {
    return resources.stream()
        .map(
            resource ->
                "%-6s %-25s %s\n"
                    .formatted(resource.method(), ROOT + resource.path(), resource.about()))
        .collect(Collectors.joining());
  }
}
