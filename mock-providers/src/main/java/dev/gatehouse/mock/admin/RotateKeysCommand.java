package dev.gatehouse.mock.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.connection.internal.Document;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.mock.exchange.KeyHolder;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes the keys of issuers, by a JSON object of which every field may be left out, as may the
 * object itself: {@code issuer}, else all of them, and {@code overlap}, an ISO-8601 duration, else
 * as long as the old keys' tokens are good.
 */
final class RotateKeysCommand {
  private static final JsonMapper JSON = new JsonMapper();

  private RotateKeysCommand() {}

  static ServerResponse answer(ServerRequest request, List<KeyHolder> holders) {
    try {
      Fields command = command(request.body()).only("issuer", "overlap");
      List<KeyHolder> meant = meant(command, holders);
      Duration overlap = overlap(command);
      meant.forEach(holder -> rotate(holder, overlap));
      return ServerResponse.json(
          200,
          JSON.createObjectNode()
              .set("rotated", JSON.valueToTree(meant.stream().map(KeyHolder::issuer).toList()))
              .toString());
    } catch (InvalidDocumentException e) {
      return ServerResponse.text(400, e.getMessage() + "\n");
    }
  }

  private static Fields command(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return Fields.of(Document.parse(text.isBlank() ? "{}" : text, null), "");
  }

  private static List<KeyHolder> meant(Fields command, List<KeyHolder> holders) {
    String issuer = command.optionalText("issuer");
    if (issuer == null) {
      return holders;
    }
    return holders.stream()
        .filter(holder -> holder.issuer().toString().equals(issuer))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                command.invalid(
                    "issuer",
                    "there is no such issuer here; there are: "
                        + holders.stream()
                            .map(holder -> holder.issuer().toString())
                            .collect(Collectors.joining(", "))));
  }

  private static @Nullable Duration overlap(Fields command) {
    String text = command.optionalText("overlap");
    if (text == null) {
      return null;
    }
    try {
      Duration overlap = Duration.parse(text);
      if (!overlap.isNegative()) {
        return overlap;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw command.invalid(
        "overlap", "has to be an ISO-8601 duration, such as PT10M, or PT0S for none");
  }

  private static void rotate(KeyHolder holder, @Nullable Duration overlap) {
    if (overlap == null) {
      holder.rotateKeys();
    } else {
      holder.rotateKeys(overlap);
    }
  }
}
