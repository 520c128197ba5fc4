package dev.gatehouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.scenario.Scenario;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;

/** A failed test shows what its Gatehouse saw. */
class FailureJournalTest {
  private static int statusOf(URI uri) throws IOException {
    return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
  }

  @GatehouseTest
  static class Refused {
    @Test
    void fails(@Auth(AuthType.BASIC) Scenario auth, @Auth(AuthType.BASIC) HttpConnection connection)
        throws IOException {
      connection.get("/first");
      statusOf(URI.create(auth.apiUri() + "/second"));
      connection.get("/third");
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void showsRefusalsFirstWithTheirExplanation() {
    Throwable failure = TestKit.failure(TestKit.run(Refused.class));

    assertThat(failure).hasMessage("on purpose");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(
            journal -> {
              assertThat(journal).isInstanceOf(WhatGatehouseSaw.class);
              assertThat(journal.getStackTrace()).isEmpty();
              assertThat(journal.getMessage())
                  .containsSubsequence(
                      "#2 GET /api/basic/second -> 401, refused by gate /api/basic: ",
                      "#1 GET /api/basic/first -> 200, admitted by gate /api/basic",
                      "#3 GET /api/basic/third -> 200, admitted by gate /api/basic");
            });
  }

  @GatehouseTest
  static class Silent {
    @Test
    void fails(URI base) {
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void addsNothingWhenNothingWasSeen() {
    assertThat(TestKit.failure(TestKit.run(Silent.class)).getSuppressed()).isEmpty();
  }

  @GatehouseTest(isolation = Isolation.CLASS)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Shared {
    @Test
    @Order(1)
    void passes(@Auth(AuthType.BASIC) HttpConnection connection) {
      connection.get("/before");
    }

    @Test
    @Order(2)
    void fails(@Auth(AuthType.BASIC) HttpConnection connection) {
      connection.get("/now");
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void leavesOutWhatEarlierTestsDid() {
    assertThat(TestKit.failure(TestKit.run(Shared.class)).getSuppressed())
        .singleElement()
        .satisfies(
            journal -> assertThat(journal.getMessage()).contains("/now").doesNotContain("/before"));
  }

  @GatehouseTest
  static class InOneRun {
    @ParameterizedTest
    @EveryAuthType(include = {AuthType.BASIC, AuthType.HEADER})
    void failsWithOne(HttpConnection connection) {
      connection.get("/hello");
      if (connection.connection().auth().type() == AuthType.HEADER) {
        throw new AssertionError("on purpose");
      }
    }
  }

  @Test
  void showsTheJournalOfTheRunThatFailed() {
    assertThat(TestKit.failure(TestKit.run(InOneRun.class)).getSuppressed())
        .singleElement()
        .satisfies(
            journal ->
                assertThat(journal.getMessage())
                    .contains("/api/header")
                    .doesNotContain("/api/basic"));
  }

  @GatehouseTest
  static class InBeforeAll {
    @BeforeAll
    static void fails(@Auth(AuthType.BASIC) URI api) throws IOException {
      statusOf(api);
      throw new AssertionError("on purpose");
    }

    @Test
    void neverRuns() {}
  }

  @Test
  void showsTheJournalOfAFailedBeforeAll() {
    assertThat(TestKit.failure(TestKit.run(InBeforeAll.class)).getSuppressed())
        .singleElement()
        .satisfies(
            journal -> assertThat(journal.getMessage()).contains("refused by gate /api/basic"));
  }

  @GatehouseTest
  static class Many {
    @Test
    void fails(@Auth(AuthType.BASIC) HttpConnection connection) {
      for (int i = 1; i <= 25; i++) {
        connection.get("/call-" + i);
      }
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void showsTheNewestTwenty() {
    assertThat(TestKit.failure(TestKit.run(Many.class)).getSuppressed())
        .singleElement()
        .satisfies(
            journal ->
                assertThat(journal.getMessage())
                    .contains("/call-25 ", "/call-6 ", "and 5 before these")
                    .doesNotContain("/call-5 "));
  }

  @GatehouseTest
  static class WithSecret {
    @Test
    void fails(
        @Auth(AuthType.QUERY_PARAMS) HttpConnection connection,
        @Auth(AuthType.BASIC) HttpConnection basic) {
      connection.get("/hello");
      basic.get("/hello");
      throw new AssertionError(
          ((dev.gatehouse.connection.QueryParamsAuth) connection.connection().auth())
              .parameters()
              .get(0)
              .value()
              .reveal());
    }
  }

  @Test
  void showsNoSecret() {
    Throwable failure = TestKit.failure(TestKit.run(WithSecret.class));

    assertThat(failure.getSuppressed()[0].getMessage())
        .contains("/api/query-params/hello?")
        .doesNotContain(failure.getMessage());
  }
}
