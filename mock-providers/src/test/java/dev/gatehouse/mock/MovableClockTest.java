package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovableClockTest {
  private final MovableClock clock = new MovableClock();

  @Test
  void movesByDurationsThatAddUp() {
    clock.advance(Duration.ofHours(2));
    clock.advance(Duration.ofHours(-1));

    assertThat(clock.instant())
        .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(10, ChronoUnit.SECONDS));
  }

  @Test
  void goesOnFromTheTimeItIsSetTo() {
    Instant then = Instant.parse("2001-02-03T04:05:06Z");
    clock.set(then);

    assertThat(clock.instant()).isBetween(then, then.plusSeconds(10));
  }

  @Test
  void resetsToTheSystemsTime() {
    clock.advance(Duration.ofDays(1000));
    clock.reset();

    assertThat(clock.instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-40000D", "P3000000D", "PT2562047788015215H", "PT-2562047788015215H"})
  void staysWhereItIsWhenItWouldLeaveTheYearsThatDatesCanSay(String duration) {
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> clock.advance(Duration.parse(duration)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970 to 9999");

    assertThat(clock.instant())
        .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(10, ChronoUnit.SECONDS));
  }

  @Test
  void cannotBeSetBeforeTheEpoch() {
    assertThatThrownBy(() -> clock.set(Instant.MIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970 to 9999");
  }
}
