package dev.gatehouse.mock.stub;

import com.github.tomakehurst.wiremock.common.Lazy;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.HttpClientFactory;
import java.util.List;

/** Makes the client of proxying stubs and webhooks when one is first used: it is slow to make. */
final class ProxyClientOnDemand implements HttpClientFactory {
  @Override
  public HttpClient buildHttpClient(
      Options options,
      boolean trustAllCertificates,
      List<String> trustedHosts,
      boolean useSystemProperties) {
    Lazy<HttpClient> client =
        Lazy.lazy(
            () ->
                options
                    .httpClientFactory()
                    .buildHttpClient(
                        options, trustAllCertificates, trustedHosts, useSystemProperties));
    return request -> client.get().execute(request);
  }
}
