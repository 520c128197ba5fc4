package dev.gatehouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java of the pages for users is that of tests, to the letter. */
class ReadmeTest {
  private static final Pattern PRINTED = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern TESTED =
      Pattern.compile("(?ms)^ *// readme:start\\n(.*?)^ *// readme:end$");

  @Test
  void theFirstExampleIsATest() {
    assertThat(printed("README.md").get(0)).isEqualTo(tested("ReadmeExampleTest").get(0));
  }

  @Test
  void everyOtherExampleIsPartOfATest() {
    List<String> tested =
        Stream.concat(tested("ReadmeExampleTest").stream(), tested("ReadmeSnippetsTest").stream())
            .toList();

    assertThat(
            Stream.of("README.md", "docs/server.md", "docs/connections.md")
                .flatMap(page -> printed(page).stream()))
        .hasSizeGreaterThanOrEqualTo(tested.size())
        .allSatisfy(example -> assertThat(tested).contains(example));
  }

  private static List<String> printed(String page) {
    return found(PRINTED, Path.of("..").resolve(page));
  }

  private static List<String> tested(String test) {
    return found(TESTED, Path.of("src/test/java/dev/gatehouse/junit", test + ".java"));
  }

  private static List<String> found(Pattern pattern, Path file) {
    try {
      return pattern
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1).stripTrailing().stripIndent())
          .toList();
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }
}
