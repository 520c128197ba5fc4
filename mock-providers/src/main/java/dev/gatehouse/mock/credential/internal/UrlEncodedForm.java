package dev.gatehouse.mock.credential.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and values in {@code application/x-www-form-urlencoded}, as queries and form bodies carry
 * them: separated by {@code &}, percent-encoded UTF-8, a {@code +} for a space (RFC 6749, appendix
 * B; the WHATWG URL standard, section 5.1).
 *
 * @param parameters in order, duplicates included
 */
public record UrlEncodedForm(List<Parameter> parameters) {
  /** One parameter, decoded. */
  public record Parameter(String name, String value) {
    @Override
    public String toString() {
      return name + "=***";
    }
  }

  public UrlEncodedForm {
    parameters = List.copyOf(parameters);
  }

  /** Reads a query, without its question mark, or a form body. */
  public static UrlEncodedForm parse(String encoded) throws MalformedCredentialException {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        parameters.add(
            equals < 0
                ? new Parameter(decode(pair), "")
                : new Parameter(
                    decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
      }
    }
    return new UrlEncodedForm(parameters);
  }

  /** Every value of a parameter, in order. */
  public List<String> values(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  /** Decodes one name or value. */
  public static String decode(String encoded) throws MalformedCredentialException {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0 && isAscii(encoded)) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(octet(encoded, i));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return StrictUtf8.decode(bytes.toByteArray())
        .orElseThrow(
            () ->
                new MalformedCredentialException(
                    "not-utf-8",
                    "a percent-encoded name or value is not UTF-8; encode the UTF-8 bytes of each character"));
  }

  private static int octet(String encoded, int percent) throws MalformedCredentialException {
    int high = percent + 2 < encoded.length() ? hex(encoded.charAt(percent + 1)) : -1;
    int low = high < 0 ? -1 : hex(encoded.charAt(percent + 2));
    if (low < 0) {
      throw new MalformedCredentialException(
          "malformed-percent-encoding",
          "a percent sign is not followed by two hexadecimal digits; a percent sign of its own has to be encoded as well (RFC 3986, section 2.1)");
    }
    return high * 16 + low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }
}
