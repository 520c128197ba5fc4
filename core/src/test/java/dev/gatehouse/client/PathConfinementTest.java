package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathConfinementTest {
  private static final BaseUri BASE = BaseUri.of(URI.create("https://api.example.org:8443/v1/x/"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "HTTP://evil.example",
        "http:evil",
        "mailto:a@b",
        "//evil.example/a",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/a\\..\\..\\..\\b",
        "@evil.example",
        ".@evil.example",
        "user:pw@evil.example/a",
        ":9999/a",
        "..",
        "/..",
        "../",
        "/../b",
        "a/../../b",
        "/a/./../../b",
        "/a//../../b",
        "/%2e%2e/b",
        "/.%2E/b",
        "/%2e./b",
        "/%252e%252e/b",
        "/%25252e./b",
        "/..%2fb",
        "/a%2f..%2f..%2fb",
        "/..%5cb",
        "/..;/b",
        "/..;v=1/b",
        "/..?q",
        "/..#f",
        "/a b",
        "/a\tb",
        "/a\r\nX: y",
        "/a\nb",
        "/a\0b",
        "/a\u007fb",
        "/caf\u00e9",
        "/a?q=\u20ac",
        "/a?q=a b",
        "/a?q=\r\n",
        "/%",
        "/%4",
        "/a?q=%zz",
        "/{id}",
        "/a|b",
        "/a\"b",
        "/a<b>",
        "/a^b",
        "/a`b",
      })
  void refusesAPathThatLeadsElsewhereOrIsNoPath(String path) {
    assertThatThrownBy(() -> BASE.resolve(path))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            failure -> assertThat(failure.step()).isEqualTo(Step.PREPARE))
        .hasMessageContaining("the path is refused")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "'', /v1/x",
    "/, /v1/x/",
    "a, /v1/x/a",
    "/a, /v1/x/a",
    "/a/b/, /v1/x/a/b/",
    "a/../b, /v1/x/a/../b",
    "/a/..b/...., /v1/x/a/..b/....",
    "./a, /v1/x/./a",
    "?q=1, /v1/x?q=1",
    "/a?, /v1/x/a?",
    "/a?q=%2F%2f&b=1+2&&=;c, /v1/x/a?q=%2F%2f&b=1+2&&=;c",
    "/a?next=https://other/../.., /v1/x/a?next=https://other/../..",
    "/a%2Fb%20c, /v1/x/a%2Fb%20c",
    "/a#f, /v1/x/a",
    "/a?b#f?g, /v1/x/a?b",
    "/@me/a:b@c, /v1/x/@me/a:b@c",
    "/a//b, /v1/x/a//b",
    "/a;v=1/b, /v1/x/a;v=1/b",
  })
  void keepsAPathBelowTheBaseByteForByte(String path, String target) {
    assertThat(BASE.resolve(path)).hasToString("https://api.example.org:8443" + target);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h, '', http://h/",
    "http://h, a, http://h/a",
    "http://h/, /a, http://h/a",
    "HTTP://H:80/p, /a, http://h/p/a",
    "https://h:443, ?q, https://h/?q",
    "http://[::1]:81/p, /a, http://[::1]:81/p/a",
  })
  void joinsAnyBase(String base, String path, String whole) {
    assertThat(BaseUri.of(URI.create(base)).resolve(path)).hasToString(whole);
  }

  @Property(tries = 5000)
  void whateverIsAcceptedStaysBelowTheBase(@ForAll("nastyPaths") String path) {
    URI resolved;
    try {
      resolved = BASE.resolve(path);
    } catch (InvalidRequestException refused) {
      return;
    }
    assertThat(resolved.getScheme()).isEqualTo("https");
    assertThat(resolved.getRawAuthority()).isEqualTo("api.example.org:8443");
    assertThat(resolved.getRawFragment()).isNull();
    // However a server reads it: as it is, decoded once or twice, backslashes as slashes.
    String once = decode(resolved.getRawPath());
    for (String reading : List.of(resolved.getRawPath(), once, decode(once))) {
      assertThat(depths(reading.replace('\\', '/'))).allMatch(depth -> depth >= 2);
    }
  }

  @Provide
  Arbitrary<String> nastyPaths() {
    return Arbitraries.of(
            "/", "//", "..", ".", "%2e", "%2E", "%2f", "%5c", "%25", "\\", "@", ":", "a", "b", ";x",
            "?", "#", "http:", "%", "2e", "\r", " ", "\u00e9")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static String decode(String path) {
    return URLDecoder.decode(
        path.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
  }

  /** How deep a path is after each of its segments, empty ones not counted. */
  private static List<Integer> depths(String path) {
    int[] depth = {0};
    boolean[] below = {false};
    return java.util.Arrays.stream(path.split("/", -1))
        .filter(segment -> !segment.isEmpty() && !segment.equals("."))
        .map(segment -> depth[0] += segment.equals("..") ? -1 : 1)
        // The first two segments are the base's own.
        .filter(d -> below[0] |= d >= 2)
        .toList();
  }
}
