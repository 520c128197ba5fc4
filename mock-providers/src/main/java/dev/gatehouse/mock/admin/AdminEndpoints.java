package dev.gatehouse.mock.admin;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers below {@code /__gatehouse/}. */
public final class AdminEndpoints implements Endpoint {
  private static final String ROOT = "/__gatehouse";

  private final List<Resource> resources;

  /**
   * One thing to ask for.
   *
   * @param about one line for the index
   */
  private record Resource(
      String method, String path, String about, Function<ServerRequest, ServerResponse> answer) {}

  /** Endpoints that control a server. */
  public AdminEndpoints(Controls controls) {
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
                "/journal",
                "what happened, newest last; ?outcome=, ?path=, ?handledBy=, ?limit=",
                request -> JournalQuery.answer(request, controls.journal())),
            new Resource(
                "POST",
                "/reset",
                "forgets journal, stubs, issued tokens and the clock's move",
                request -> {
                  controls.reset();
                  return ServerResponse.status(204);
                }),
            new Resource(
                "POST",
                "/clock",
                "moves the clock, for example by {\"advance\":\"PT1H\"}",
                request -> ClockCommand.answer(request, controls)));
  }

  @Override
  public Reply answer(ServerRequest request) {
    return new Reply(response(request), "", null);
  }

  private ServerResponse response(ServerRequest request) {
    String path = request.path().substring(ROOT.length());
    Optional<Resource> found =
        resources.stream()
            .filter(resource -> resource.path().equals(path.isEmpty() ? "/" : path))
            .findFirst();
    if (found.isEmpty()) {
      return ServerResponse.text(
          404, "There is no " + request.path() + ". There is:\n\n" + listing());
    }
    Resource resource = found.get();
    boolean head = request.method().equals("HEAD") && resource.method().equals("GET");
    if (!head && !request.method().equals(resource.method())) {
      return ServerResponse.text(405, "Use " + resource.method() + ".\n")
          .with("Allow", resource.method().equals("GET") ? "GET, HEAD" : resource.method());
    }
    return resource.answer().apply(request).with("Cache-Control", "no-store");
  }

  private ServerResponse index() {
    return ServerResponse.text(
        200, "Gatehouse, a mock of authentication providers.\n\n" + listing());
  }

  private String listing() {
    return resources.stream()
        .map(
            resource ->
                "%-4s %-22s %s\n"
                    .formatted(resource.method(), ROOT + resource.path(), resource.about()))
        .collect(Collectors.joining());
  }
}
