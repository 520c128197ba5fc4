package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.check.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chapter for users says is so. */
class ChapterTest {
  private static final Path CHAPTER = Path.of("..", "docs", "conformance.md");

  /** Whoever adds one of these checks takes it off the list. */
  @Test
  void listsAsMissingWhatNoCheckLooksAt() throws IOException {
    List<String> missing =
        Pattern.compile("(?m)^\\| (`[a-z].*?) \\|")
            .matcher(section("## What it does not check"))
            .results()
            .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
            .map(id -> id.group(1))
            .toList();
    assertThat(missing).contains("assertion.jwt");
    for (String glob : missing) {
      Pattern ids = Pattern.compile(glob.replace(".", "\\.").replace("*", ".*"));
      assertThat(Checks.all()).extracting(Check::id).noneMatch(id -> ids.matcher(id).matches());
    }
  }

  private static String section(String heading) throws IOException {
    String chapter = Files.readString(CHAPTER);
    assertThat(chapter).contains(heading);
    String rest = chapter.substring(chapter.indexOf(heading) + heading.length());
    return rest.substring(0, rest.indexOf("\n## "));
  }
}
