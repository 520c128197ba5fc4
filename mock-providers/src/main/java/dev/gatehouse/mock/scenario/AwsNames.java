package dev.gatehouse.mock.scenario;

/** What AWS takes for names, told where a plan is made and not when somebody first calls. */
final class AwsNames {
  private AwsNames() {}

  static void requireScope(String service, String region) {
    require("service", service, "[a-z0-9-]{1,64}", "a name such as execute-api");
    require("region", region, "[a-z0-9-]{1,40}", "a name such as eu-central-1");
  }

  static void require(String field, String value, String pattern, String right) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(field + ": right is " + right + ", not '" + value + "'");
    }
  }
}
