package dev.gatehouse.mock.oauth2.internal.session;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.Handles;
import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Binds each form to the browser it was shown in and to what it is about, once: no other site can
 * post it (RFC 6749, section 10.12), nobody can post it twice, and one page's form is worth nothing
 * at another. The newest 2,000 are kept, each good for half an hour.
 *
 * @param <V> what forms are about
 */
public final class FormTickets<V> {
  private static final int MOST = 2_000;
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final String FIELD = "interaction";

  private record Ticket<V>(String browser, V about) {}

  private final Handles<Ticket<V>> tickets;

  public FormTickets(InstantSource clock) {
    tickets = new Handles<>(clock, MOST);
  }

  /** A value for the form's hidden field {@code interaction}. */
  public String issue(Visit visit, V about) {
    return tickets.issue(new Ticket<>(visit.key(), about), LIFETIME);
  }

  /**
   * What a form that came is about. It is used up, unless it is another browser's or page's.
   *
   * @param page what forms of this page are about
   * @throws OAuth2Refusal if the form is none of this page, this browser or this half hour
   */
  public <P extends V> P redeem(Visit visit, Parameters form, Class<P> page) throws OAuth2Refusal {
    String value =
        form.get(FIELD)
            .orElseThrow(
                () ->
                    refusal(
                        "The form is not complete.",
                        "the field interaction is missing; the page has it as a hidden field"));
    if (tickets.peek(value) instanceof Found.Good<Ticket<V>> good) {
      requireSameBrowser(visit, good.value());
      requireSamePage(good.value().about(), page);
    }
    Found<Ticket<V>> found = tickets.redeem(value);
    if (found instanceof Found.Good<Ticket<V>> good) {
      return page.cast(good.value().about());
    }
    if (found instanceof Found.Used<Ticket<V>>) {
      throw refusal(
          "This page was used before.",
          "the form was sent before; each is good once, and the answer to it has the next one");
    }
    if (found instanceof Found.Expired<Ticket<V>> expired) {
      throw refusal(
          "This page has waited too long.", "the form could be sent until " + expired.at());
    }
    throw refusal(
        "This page is not known here.",
        "the field interaction has a value the server never gave out, or before a reset");
  }

  private static void requireSameBrowser(Visit visit, Ticket<?> ticket) throws OAuth2Refusal {
    if (!ConstantTime.equal(ticket.browser(), visit.key())) {
      throw refusal(
          "This page was shown in another browser, or the browser keeps no cookies.",
          visit.isFirst()
              ? "the form came without the cookie that was set with its page: are cookies kept, and"
                  + " is the host name still the same?"
              : "the form was shown in another browser than the one that sent it: its cookie is"
                  + " another");
    }
  }

  private static void requireSamePage(Object about, Class<?> page) throws OAuth2Refusal {
    if (!page.isInstance(about)) {
      throw refusal(
          "This form belongs to another page.",
          "the form was made for another page than the one it was sent to");
    }
  }

  private static OAuth2Refusal refusal(String description, String explanation) {
    return new OAuth2Refusal(400, "invalid_request", description, "interaction", explanation);
  }

  /** Forgets all of them. */
  public void reset() {
    tickets.clear();
  }
}
