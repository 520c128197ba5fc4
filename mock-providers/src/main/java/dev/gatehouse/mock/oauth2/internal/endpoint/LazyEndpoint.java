package dev.gatehouse.mock.oauth2.internal.endpoint;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An endpoint that is made when it is first asked: a server that starts has no use for it yet. */
final class LazyEndpoint implements Endpoint {
  private final Supplier<Endpoint> maker;
  private volatile @Nullable Endpoint made;

  LazyEndpoint(Supplier<Endpoint> maker) {
    this.maker = maker;
  }

  @Override
  public Reply answer(ServerRequest request) {
    Endpoint endpoint = made;
    return (endpoint == null ? first() : endpoint).answer(request);
  }

  private synchronized Endpoint first() {
    Endpoint endpoint = made;
    if (endpoint == null) {
      endpoint = maker.get();
      made = endpoint;
    }
    return endpoint;
  }
}
