package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.NamedSecret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryEncodingTest {

  @Property
  void aCredentialSurvivesOneDecoding(@ForAll("text") String value, @ForAll("text") String name) {
    Outgoing request =
        FixedQuery.of(List.of(NamedSecret.of("n" + name, value)))
            .authenticate(outgoing("http://h/p?own=%41+b"));
    String query = request.uri().getRawQuery();
    assertThat(query).startsWith("own=%41+b&");
    String[] pair = query.substring("own=%41+b&".length()).split("=", -1);
    assertThat(pair).hasSize(2);
    assertThat(URLDecoder.decode(pair[0], StandardCharsets.UTF_8)).isEqualTo("n" + name);
    assertThat(URLDecoder.decode(pair[1], StandardCharsets.UTF_8)).isEqualTo(value);
    assertThat(query).matches("[!-~]*");
  }

  @Property
  void otherPairsAreKeptByteForByte(@ForAll("pairs") List<String> pairs) {
    URI uri = URI.create("http://h/p?" + String.join("&", pairs));
    URI without = QueryString.without(uri, Set.of("key"));
    String left = without.getRawQuery() == null ? "" : without.getRawQuery();
    List<String> expected =
        pairs.stream().filter(pair -> !pair.matches("(key|%6Bey|k%65y)(=.*)?")).toList();
    assertThat(left).isEqualTo(String.join("&", expected));
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings()
        .ascii()
        .withChars('&', '=', '+', '#', '%', ' ', '\u00e9', '\u20ac', '?', '/')
        .ofMaxLength(20)
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .filter(text -> !text.isEmpty());
  }

  @Provide
  Arbitrary<List<String>> pairs() {
    return Arbitraries.of(
            "key=1", "key", "%6Bey=x", "k%65y", "Key=1", "keys=2", "a=%2B+", "b=key", "", "=key")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/p?key=mine, http://h/p?key=right",
    "http://h/p?a=1&key=mine&b=2&key=again, http://h/p?a=1&b=2&key=right",
    "http://h/p?k%65y=mine, http://h/p?key=right",
    "http://h/p?KEY=mine, http://h/p?KEY=mine&key=right",
    "http://h/p?, http://h/p?key=right",
    "http://h/p, http://h/p?key=right",
  })
  void theCredentialReplacesTheCallersParameterOfItsName(String before, String after) {
    assertThat(
            FixedQuery.of(List.of(NamedSecret.of("key", "right")))
                .authenticate(outgoing(before))
                .uri())
        .hasToString(after);
  }

  @Test
  void authenticatingTwiceAddsTheCredentialOnce() {
    FixedQuery query = FixedQuery.of(List.of(NamedSecret.of("a b", "1"), NamedSecret.of("c", "2")));
    Outgoing once = query.authenticate(outgoing("http://h/p?x"));
    assertThat(query.authenticate(once).uri()).isEqualTo(once.uri());
    assertThat(Arrays.asList(once.uri().getRawQuery().split("&", -1)))
        .containsExactly("x", "a%20b=1", "c=2");
  }

  private static Outgoing outgoing(String uri) {
    return new Outgoing("GET", URI.create(uri), List.of(), false, Body.none());
  }
}
