package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tags of a session (AWS documentation: "Pass session tags in AWS STS").
 *
 * @param asked in the request
 * @param transitive of those asked for, the names that go on to the next role
 * @param inherited from the session that asks
 */
record SessionTags(
    Map<String, String> asked, List<String> transitive, Map<String, String> inherited) {
  private static final String TEXT = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final int MOST = 50;

  /** What is wrong with the parameters, one by one. */
  static void constrain(Constraints constraints, StsParameters parameters) {
    List<StsParameters.Tag> tags = parameters.tags();
    List<String> transitive = parameters.list("TransitiveTagKeys");
    constraints.atMost("Tags", tags.size(), MOST);
    for (int i = 0; i < tags.size(); i++) {
      String member = "tags." + (i + 1) + ".member.";
      constraints.required(member + "key", tags.get(i).key());
      tags.get(i)
          .key()
          .ifPresent(key -> constraints.check(member + "key", key, 1, 128, TEXT + "+"));
      constraints.required(member + "value", tags.get(i).value());
      tags.get(i)
          .value()
          .ifPresent(value -> constraints.check(member + "value", value, 0, 256, TEXT + "*"));
    }
    constraints.atMost("TransitiveTagKeys", transitive.size(), MOST);
    for (int i = 0; i < transitive.size(); i++) {
      constraints.check(
          "transitiveTagKeys." + (i + 1) + ".member", transitive.get(i), 1, 128, TEXT + "+");
    }
  }

  /** Those of a request; the constraints of its parameters hold. Names compare without case. */
  static SessionTags of(StsParameters parameters, Actor caller) throws StsRefusal {
    Map<String, String> asked = new LinkedHashMap<>();
    for (StsParameters.Tag tag : parameters.tags()) {
      asked.put(tag.key().orElseThrow(), tag.value().orElseThrow());
    }
    Set<String> names = lower(asked.keySet());
    if (names.size() < parameters.tags().size()) {
      throw invalid(
          "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
          "a tag key came twice");
    }
    Map<String, String> inherited = new LinkedHashMap<>();
    caller
        .session()
        .ifPresent(
            session ->
                session.tags().entrySet().stream()
                    .filter(tag -> session.transitive().contains(tag.getKey()))
                    .forEach(tag -> inherited.put(tag.getKey(), tag.getValue())));
    if (lower(inherited.keySet()).stream().anyMatch(names::contains)) {
      throw invalid(
          "One of the specified transitive tag keys can't be set because it conflicts with a"
              + " transitive tag key from the calling session.",
          "the calling session has a transitive tag by that name already, which stays as it is");
    }
    List<String> transitive = parameters.list("TransitiveTagKeys");
    if (!names.containsAll(lower(transitive))) {
      throw invalid(
          "The specified transitive tag key must be included in the requested tags.",
          "TransitiveTagKeys names a tag that Tags does not have");
    }
    return new SessionTags(asked, transitive, inherited);
  }

  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>(inherited);
    all.putAll(asked);
    return all;
  }

  /** The names of those that go on to the next role. */
  Set<String> goingOn() {
    Set<String> names = lower(transitive);
    Set<String> goingOn = new LinkedHashSet<>(inherited.keySet());
    asked.keySet().stream()
        .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
        .forEach(goingOn::add);
    return goingOn;
  }

  /** As condition keys. */
  void putInto(ContextKeys keys) {
    all().forEach((name, value) -> keys.put("aws:RequestTag/" + name, value));
    keys.putAll("aws:TagKeys", new ArrayList<>(all().keySet()));
    keys.putAll("sts:TransitiveTagKeys", new ArrayList<>(goingOn()));
  }

  private static Set<String> lower(Iterable<String> names) {
    Set<String> lower = new HashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }

  private static StsRefusal invalid(String message, String explanation) {
    return new StsRefusal(AwsError.of(400, "InvalidParameterValue", message), explanation);
  }
}
