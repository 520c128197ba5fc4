package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.core.WireMockApp.ADMIN_CONTEXT_ROOT;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.RequestCache;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.global.GlobalSettings;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.RequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WireMock that listens on no port: it answers the requests it is handed. */
final class WireMockApi extends WireMockServer implements StubbedApi {
  private static final Logger LOG = LoggerFactory.getLogger(WireMockApi.class);
  private static final Unseen ADMIN = new Unseen(ADMIN_CONTEXT_ROOT, Set.of());
  private static final int REQUESTS_KEPT = 1000;

  private final Handlers handlers;

  WireMockApi() {
    this(new Handlers());
  }

  private WireMockApi(Handlers handlers) {
    super(
        wireMockConfig()
            .extensions(handlers, new ProxyClientOnDemand())
            .mappingSource(new MappingsInMemory())
            .maxRequestJournalEntries(REQUESTS_KEPT)
            // a core size of none: a webhook's thread ends when its work is done
            .withWebhookThreadPoolSize(0)
            // it would set system properties, for everybody in this JVM
            .disableOptimizeXmlFactoriesLoading(true));
    this.handlers = handlers;
  }

  boolean hasStubs() {
    return getOptions().getStores().getStubStore().getAll().findAny().isPresent();
  }

  Answer answer(ServerRequest request, Unseen unseen) {
    return handle(requireNonNull(handlers.stubs), request, unseen);
  }

  Answer admin(ServerRequest request) {
    if (request.path().equals(ADMIN_CONTEXT_ROOT + "/shutdown")) {
      return new Answer.Whole(
          ServerResponse.text(
              403, "This WireMock is a part of Gatehouse and ends with it: close the Gatehouse."));
    }
    return handle(requireNonNull(handlers.admin), request, ADMIN);
  }

  void forget() {
    resetAll();
    resetScenarios();
    updateGlobalSettings(GlobalSettings.defaults());
  }

  private static Answer handle(RequestHandler handler, ServerRequest received, Unseen unseen) {
    StubRequest request;
    try {
      request = new StubRequest(received, unseen);
    } catch (IllegalArgumentException unreadable) {
      return new Answer.Whole(ServerResponse.text(400, String.valueOf(unreadable.getMessage())));
    }
    try {
      AnswerTaker taker = new AnswerTaker();
      handler.handle(request, taker, null);
      return taker.answer();
    } catch (Exception e) { // WireMock throws checked ones undeclared
      LOG.warn("WireMock failed on {} {}", received.method(), received.path(), e);
      return new Answer.Whole(
          ServerResponse.text(500, "WireMock failed on this request: " + e.getMessage()));
    } finally {
      RequestCache.onRequestEnd();
    }
  }

  /** Takes the handlers that WireMock makes for the server it believes to start. */
  private static final class Handlers implements HttpServerFactory, HttpServer {
    private @Nullable AdminRequestHandler admin;
    private @Nullable StubRequestHandler stubs;

    @Override
    public HttpServer buildHttpServer(
        Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
      this.admin = admin;
      this.stubs = stubs;
      return this;
    }

    // HttpServerFactory is an Extension, which can be started and stopped too: nothing to do either

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false;
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public int httpsPort() {
      return 0;
    }
  }
}
