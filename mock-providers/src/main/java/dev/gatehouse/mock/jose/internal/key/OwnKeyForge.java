package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JOSEObjectType;
import dev.gatehouse.mock.exchange.TokenForge;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs whatever it is given with the key that the header names; for faults only. */
public record OwnKeyForge(SigningKeys keys) implements TokenForge {
  @Override
  public Optional<String> sign(Map<String, Object> header, Map<String, Object> claims) {
    @Nullable JOSEObjectType type =
        header.get("typ") instanceof String text ? new JOSEObjectType(text) : null;
    return header.get("kid") instanceof String id
        ? keys.find(id)
            .filter(key -> key.algorithm().equals(header.get("alg")))
            .map(key -> key.sign(type, claims))
        : Optional.empty();
  }
}
