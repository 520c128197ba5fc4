package dev.gatehouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test can ask for, seen from within such tests. */
@GatehouseTest
class ParametersTest {
  private final Gatehouse ofConstructor;
  private Gatehouse ofBeforeEach;

  ParametersTest(Gatehouse gatehouse) {
    this.ofConstructor = gatehouse;
    this.ofBeforeEach = gatehouse;
  }

  @BeforeEach
  void rememberGatehouse(Gatehouse gatehouse) {
    ofBeforeEach = gatehouse;
  }

  @Test
  void givesOneGatehouseToConstructorLifecycleAndTest(Gatehouse gatehouse) {
    assertThat(gatehouse).isSameAs(ofConstructor).isSameAs(ofBeforeEach);
  }

  @Test
  void givesTheBaseUri(Gatehouse gatehouse, URI base) {
    assertThat(base).isEqualTo(gatehouse.baseUri());
  }

  @Test
  void givesBothSidesOfAnAuthType(Gatehouse gatehouse, @Auth(AuthType.BASIC) Scenario auth) {
    assertThat(auth).isSameAs(gatehouse.scenario(AuthType.BASIC));
  }

  @Test
  void givesTheClientSideAsData(
      @Auth(AuthType.HEADER) Scenario auth, @Auth(AuthType.HEADER) Connection connection) {
    assertThat(connection).isEqualTo(auth.connection());
  }

  @Test
  void givesTheAddressOfTheGuardedApi(
      @Auth(AuthType.BASIC) Scenario auth, @Auth(AuthType.BASIC) URI api) {
    assertThat(api).isEqualTo(auth.apiUri());
    assertThat(api.getPath()).isEqualTo("/api/basic");
  }

  @Test
  void givesAClientThatGetsIn(
      @Auth(AuthType.BASIC) HttpConnection connection, @Auth(AuthType.BASIC) Scenario auth) {
    assertThat(connection.get("/hello").status()).isEqualTo(200);
    GatehouseAssertions.assertThat(auth.lastApiCall()).wasAdmitted().hasPrincipal(auth.username());
  }

  @Test
  void givesClientsOfTheirOwn(
      @Auth(AuthType.BASIC) HttpConnection one, @Auth(AuthType.BASIC) HttpConnection other) {
    one.close();

    assertThat(other.get("/hello").status()).isEqualTo(200);
  }

  @Test
  void givesSeveralAuthTypesAtOnce(
      @Auth(AuthType.BASIC) Scenario basic, @Auth(AuthType.QUERY_PARAMS) Scenario query) {
    assertThat(basic.type()).isEqualTo(AuthType.BASIC);
    assertThat(query.type()).isEqualTo(AuthType.QUERY_PARAMS);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @Auth(AuthType.CUSTOM)
  @interface OwnCustom {}

  @Test
  void followsAnAnnotationOfOnesOwn(@OwnCustom Scenario auth, @OwnCustom URI api) {
    assertThat(auth.type()).isEqualTo(AuthType.CUSTOM);
    assertThat(api).isEqualTo(auth.apiUri());
  }

  @RepeatedTest(2)
  void servesRepeatedTests(@Auth(AuthType.NONE) HttpConnection connection, Gatehouse gatehouse) {
    assertThat(gatehouse.journal().entries()).isEmpty();
    assertThat(connection.get("/hello").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource("/a, 1")
  void standsAfterTheArgumentsOfAParameterizedTest(
      String path, int number, Gatehouse gatehouse, @Auth(AuthType.BASIC) URI api) {
    assertThat(gatehouse).isSameAs(ofConstructor);
    assertThat(api).isEqualTo(gatehouse.scenario(AuthType.BASIC).apiUri());
    assertThat(path + number).isEqualTo("/a1");
  }

  @ParameterizedTest
  @ValueSource(strings = "http://example.com/")
  void leavesTheArgumentsOfAParameterizedTestAlone(URI uri) {
    assertThat(uri).isEqualTo(URI.create("http://example.com/"));
  }

  @Nested
  @DisplayName("in a nested class")
  class InNested {
    private final Gatehouse ofNestedConstructor;

    InNested(Gatehouse gatehouse) {
      this.ofNestedConstructor = gatehouse;
    }

    @Test
    void sharesTheOuterOne(Gatehouse gatehouse, @Auth(AuthType.BASIC) Scenario auth) {
      assertThat(gatehouse)
          .isSameAs(ofNestedConstructor)
          .isSameAs(ofConstructor)
          .isSameAs(ofBeforeEach);
      assertThat(auth).isSameAs(gatehouse.scenario(AuthType.BASIC));
    }
  }
}
