package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A redirect that brings a client its authorization code, with an error in the code's place. */
final class AuthorizationAnswer {
  /** What a success brings (OpenID Connect Core 1.0, sections 3.1.2.5, 3.2.2.5 and 3.3.2.5). */
  private static final Set<String> GAINS =
      Set.of("code", "access_token", "token_type", "expires_in", "scope", "id_token");

  private AuthorizationAnswer() {}

  static Alteration of(Fault.AuthorizationError fault, ServerResponse response) {
    List<Field> fields = new ArrayList<>(response.fields());
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase("Location")) {
        String location = fields.get(i).value();
        int start = Math.max(location.indexOf('?'), location.indexOf('#')) + 1;
        List<String> pairs = Arrays.asList(location.substring(start).split("&", -1));
        if (start > 0 && pairs.stream().anyMatch(pair -> pair.startsWith("code="))) {
          fields.set(i, new Field("Location", location.substring(0, start) + error(fault, pairs)));
          return new Alteration.Done(
              new Answer.Whole(new ServerResponse(response.status(), fields, response.body())));
        }
      }
    }
    return new Alteration.Impossible("the answer is no redirect with an authorization code");
  }

  private static String error(Fault.AuthorizationError fault, List<String> pairs) {
    List<String> kept =
        pairs.stream()
            .filter(pair -> !GAINS.contains(pair.split("=", 2)[0]))
            .collect(Collectors.toCollection(ArrayList::new));
    kept.add("error=" + encoded(fault.error()));
    if (!fault.description().isEmpty()) {
      kept.add("error_description=" + encoded(fault.description()));
    }
    return String.join("&", kept);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
