package dev.gatehouse.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.gatehouse.junit.GatehouseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.scenario.Scenario;
import org.junit.jupiter.api.Test;

// readme:start
@GatehouseTest
class ReadmeExampleTest {

  @Test
  void readsOrders(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) Scenario auth) throws Exception {
    auth.api().stubFor(get("/orders").willReturn(okJson("[]"))); // behind a gate that verifies

    var client =
        new OrdersClient(auth.apiUri(), auth.tokenUri(), auth.clientId(), auth.clientSecret());

    assertThat(client.list()).isEqualTo("[]");
    assertThat(auth.lastApiCall()).wasAdmitted().hasBearerTokenWithScope("api:read");
  }
}
// readme:end
