package dev.gatehouse.mock.stub;

import com.github.tomakehurst.wiremock.http.Cookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cookies a client sends: {@code name=value; name=value} (RFC 6265, section 4.2.1). */
final class CookieHeader {
  private CookieHeader() {}

  static Map<String, Cookie> parse(List<String> headers) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String header : headers) {
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values
              .computeIfAbsent(pair.substring(0, equals).strip(), any -> new ArrayList<>())
              .add(withoutQuotes(pair.substring(equals + 1).strip()));
        }
      }
    }
    Map<String, Cookie> cookies = new LinkedHashMap<>();
    values.forEach((name, all) -> cookies.put(name, new Cookie(all)));
    return cookies;
  }

  private static String withoutQuotes(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
