package dev.gatehouse.connection.internal;

import dev.gatehouse.connection.NtlmAuth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a file of named profiles, each the settings of an NTLM login. */
public final class ProfileReader {
  private ProfileReader() {}

  /** Every profile by its name, in the order of the text. */
  public static Map<String, NtlmAuth> read(Node document) {
    Fields fields = Fields.of(document, "");
    if (fields.names().isEmpty()) {
      throw fields.invalid("", "holds no profile; one starts with its name and a colon");
    }
    Map<String, NtlmAuth> profiles = new LinkedHashMap<>();
    for (String name : fields.names()) {
      if (name.isBlank()) {
        throw fields.invalid(name, "a profile needs a name");
      }
      profiles.put(name, AuthReader.profile(fields.object(name)));
    }
    return Collections.unmodifiableMap(profiles);
  }
}
