package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The parameters of a request by the Query protocol: of its form, or of its query.
 *
 * @param values each once
 */
record StsParameters(Map<String, String> values) {
  private static final int MOST = 2_000;

  static StsParameters of(ServerRequest request) throws StsRefusal {
    String form = new String(request.body(), StandardCharsets.UTF_8);
    String query = request.query() == null ? "" : request.query();
    boolean posted = request.method().equals("POST") && !form.isEmpty();
    Map<String, String> values = new LinkedHashMap<>();
    for (UrlEncodedForm.Parameter parameter : parse(posted ? form : query).parameters()) {
      if (values.putIfAbsent(parameter.name(), parameter.value()) != null) {
        throw malformed("a parameter came more than once; each comes once in the Query protocol");
      }
      if (values.size() > MOST) {
        throw malformed("there are more than " + MOST + " parameters");
      }
    }
    return new StsParameters(values);
  }

  private static UrlEncodedForm parse(String encoded) throws StsRefusal {
    try {
      return UrlEncodedForm.parse(encoded);
    } catch (MalformedCredentialException e) {
      throw malformed(e.explanation());
    }
  }

  private static StsRefusal malformed(String explanation) {
    return new StsRefusal(
        AwsError.of(400, "MalformedQueryString", "The query string contains a syntax error."),
        explanation);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The members of a list, {@code NAME.member.1} and so on. */
  List<String> list(String name) {
    List<String> members = new ArrayList<>();
    for (int i = 1; values.containsKey(name + ".member." + i); i++) {
      members.add(String.valueOf(values.get(name + ".member." + i)));
    }
    return members;
  }

  /**
   * One tag of {@code Tags.member.N.Key} and {@code .Value}, as far as it came.
   *
   * @param key its name
   * @param value its value
   */
  record Tag(Optional<String> key, Optional<String> value) {}

  /** The session tags. */
  List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 1; values.keySet().stream().anyMatch(isOf("Tags.member." + i + ".")); i++) {
      tags.add(new Tag(get("Tags.member." + i + ".Key"), get("Tags.member." + i + ".Value")));
    }
    return tags;
  }

  private static Predicate<String> isOf(String member) {
    return name -> name.startsWith(member);
  }
}
