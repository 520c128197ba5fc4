package dev.gatehouse.mock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  private static final List<String> GUARDED = List.of("api", "basic");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/basic",
        "/api/basic/",
        "/api/basic/x",
        "/api/%62asic/x",
        "/%61%70%69/basic",
        "//api/basic",
        "/api//basic",
        "/api/./basic",
        "/api/%2e/basic",
        "/api/x/../basic",
        "/api/x/%2e%2E/basic",
        "/api/x/..;a=b/basic",
        "/api;a=b/basic;c",
        "/api%2Fbasic/x",
        "/api%2fbasic",
        "/api\\basic",
        "/api%5cbasic",
        "/x/y/../../api/basic",
        "/api/basic/x/.."
      })
  void seesThroughEveryWayToWriteAGuardedPath(String path) {
    assertThat(RequestPath.of(path).startsWith(GUARDED)).isTrue();
    assertThat(RequestPath.of(path).resolved(GUARDED)).startsWith("/api/basic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/basicx",
        "/api/basi",
        "/API/basic",
        "/x/api/basic",
        "/api/basic/..",
        "/api/basic/../x",
        "/api/basic/..%2Fx",
        "/api/%2562asic"
      })
  void takesNoOtherPathForIt(String path) {
    assertThat(RequestPath.of(path).startsWith(GUARDED)).isFalse();
    assertThat(RequestPath.of(path).resolved(List.of())).doesNotStartWith("/api/basic/");
  }

  @ParameterizedTest
  @CsvSource({
    "/,/",
    "//,/",
    "/a/b,/a/b",
    "/a/b/,/a/b/",
    "/a//b,/a/b",
    "/a/./b/../c,/a/c",
    "/a/..,/",
    "/a/b/..,/a/",
    "/a/b/.,/a/b/",
    "/a%20b/%7e,/a%20b/%7e",
    "/a%2Fb,/a%2Fb",
    "/a;x=1/b,/a;x=1/b"
  })
  void resolvesAndKeepsTheEncoding(String path, String resolved) {
    assertThat(RequestPath.of(path).resolved(List.of())).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource({
    "/%61pi/basic/%7e,/api/basic/%7e",
    "/api;x/basic;y/z;w,/api/basic/z;w",
    "/api%2Fbasic%2Fa%2Fb,/api/basic/a%2Fb"
  })
  void writesThePrefixPlainly(String path, String resolved) {
    assertThat(RequestPath.of(path).resolved(GUARDED)).isEqualTo(resolved);
  }
}
