package dev.gatehouse.connection.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeFormTest {
  private static Map<String, Object> read(String text) {
    return Fields.of(Document.parse(text, null), "").freeForm("claims");
  }

  @Test
  void takesValuesAsTheyLook() {
    assertThat(read("claims: {a: x, b: '1', c: 1, d: 1.50, e: true, f: [2, {g: y}], h: {}}"))
        .containsEntry("a", "x")
        .containsEntry("b", "1")
        .containsEntry("c", 1L)
        .containsEntry("d", new BigDecimal("1.50"))
        .containsEntry("e", true)
        .containsEntry("f", List.of(2L, Map.of("g", "y")))
        .containsEntry("h", Map.of());
    assertThat(read("{\"claims\":{\"a\":[null]}}"))
        .containsEntry("a", Arrays.asList((Object) null));
  }

  @Test
  void isEmptyWhereThereIsNothing() {
    assertThat(read("other: 1")).isEmpty();
    assertThat(read("claims:")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123", "0x1F", "1_000", ".5"})
  void doesNotGuessWhatANumberIs(String number) {
    assertThatThrownBy(() -> read("claims:\n  list: [1, " + number + "]"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(
            "line 2, column 13: claims.list[1]: is no number as JSON writes it; put it in quotes if"
                + " it is a text");
  }

  @Test
  void hasToBeAnObject() {
    assertThatThrownBy(() -> read("claims: [1]"))
        .hasMessageContaining("claims: has to be an object with named fields, and is a list");
  }
}
