package dev.gatehouse.mock.stub;

import com.github.tomakehurst.wiremock.http.FormParameter;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of an {@code application/x-www-form-urlencoded} body. */
final class FormBody {
  private FormBody() {}

  /**
   * @throws IllegalArgumentException if a percent-encoding is malformed
   */
  static Map<String, FormParameter> parse(String body, Charset charset) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values
            .computeIfAbsent(URLDecoder.decode(name, charset), any -> new ArrayList<>())
            .add(URLDecoder.decode(value, charset));
      }
    }
    Map<String, FormParameter> parameters = new LinkedHashMap<>();
    values.forEach((name, all) -> parameters.put(name, new FormParameter(name, all)));
    return parameters;
  }
}
