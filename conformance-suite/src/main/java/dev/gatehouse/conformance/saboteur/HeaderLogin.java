package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fixed headers; they replace the caller's own of the same name. */
final class HeaderLogin implements Login {
  private final List<Field> headers;
  private final @Nullable Flaw flaw;

  HeaderLogin(List<Field> headers, @Nullable Flaw flaw) {
    FieldRules rules = new FieldRules(flaw);
    headers.forEach(header -> rules.check(header.name(), header.value()));
    this.headers = headers;
    this.flaw = flaw;
  }

  @Override
  public Outgoing sign(Outgoing request) {
    Outgoing signed = request;
    for (Field header : headers) {
      signed = signed.without(header.name());
    }
    for (Field header : headers) {
      signed = signed.adding(name(header), value(header));
    }
    return signed;
  }

  private String name(Field header) {
    return flaw == Flaw.HTTP_HEADER_CASE ? header.name().toLowerCase(Locale.ROOT) : header.name();
  }

  private String value(Field header) {
    String value = header.value();
    return flaw == Flaw.HEADER_EXACT ? value.replaceAll("\\s+", " ") : value;
  }
}
