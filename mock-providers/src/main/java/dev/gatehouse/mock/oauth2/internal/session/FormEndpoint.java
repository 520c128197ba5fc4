package dev.gatehouse.mock.oauth2.internal.session;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.page.RefusedForm;

/**
 * Takes the form of one page.
 *
 * @param tickets those of all pages
 * @param page what forms of this page are about
 * @param submission what a form leads to
 */
public record FormEndpoint<V, P extends V>(
    Browsers browsers, FormTickets<V> tickets, Class<P> page, Submission<P> submission)
    implements Endpoint {

  /** What a form leads to. */
  @FunctionalInterface
  public interface Submission<P> {
    /**
     * A form was sent, by the browser that was shown it and for the first time.
     *
     * @param about what the page was about
     */
    Reply submit(Visit visit, Parameters form, P about);
  }

  @Override
  public Reply answer(ServerRequest http) {
    Visit visit = browsers.visit(http);
    Parameters form;
    P about;
    try {
      form = ClientRequests.readForm(http);
      about = tickets.redeem(visit, form, page);
    } catch (OAuth2Refusal refusal) {
      return RefusedForm.of(refusal);
    }
    return submission.submit(visit, form, about);
  }
}
