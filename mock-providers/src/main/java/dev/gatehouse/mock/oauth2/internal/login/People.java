package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.login.Stage.Choosing;
import dev.gatehouse.mock.oauth2.internal.login.Stage.Consenting;
import dev.gatehouse.mock.oauth2.internal.login.Stage.LoggingIn;
import dev.gatehouse.mock.oauth2.internal.session.Browsers;
import dev.gatehouse.mock.oauth2.internal.session.Consents;
import dev.gatehouse.mock.oauth2.internal.session.FormEndpoint;
import dev.gatehouse.mock.oauth2.internal.session.FormTickets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people of one issuer: who can log in, who is logged in, and what they have allowed. */
public final class People {
  private final Users users;
  private final Browsers browsers;
  private final Consents consents = new Consents();
  private final FormTickets<Stage> tickets;
  private final Forms forms;
  private final Interaction interaction;

  /**
   * @param strengths of log-ins, as {@code acr}; the first is the usual one
   * @param automaticUser who logs in without a page; null for nobody
   * @param listUsers whether the log-in page tells the user names
   */
  public People(
      Users users,
      Strengths strengths,
      @Nullable String automaticUser,
      boolean listUsers,
      Issuers issuers,
      InstantSource clock) {
    this.users = users;
    browsers = new Browsers(issuers, clock);
    tickets = new FormTickets<>(clock);
    forms = new Forms(tickets, listUsers ? users.usernames() : Set.of());
    interaction =
        new Interaction(
            browsers, consents, strengths, new Automatic(users, automaticUser), forms, clock);
  }

  public Users users() {
    return users;
  }

  public Browsers browsers() {
    return browsers;
  }

  public Interaction interaction() {
    return interaction;
  }

  /** Where the forms of the pages go, by paths below the issuer. */
  public Map<String, Endpoint> pages() {
    return Map.of(
        "/login", form(LoggingIn.class, new LoginForm(users, interaction, forms)),
        "/account", form(Choosing.class, new AccountForm(interaction, forms)),
        "/consent", form(Consenting.class, new ConsentForm(consents, forms)));
  }

  private <S extends Stage> Endpoint form(Class<S> page, StageForm<S> submission) {
    return new FormEndpoint<>(
        browsers,
        tickets,
        page,
        (visit, form, stage) -> {
          try {
            return submission.submit(visit, form, stage);
          } catch (OAuth2Refusal refusal) {
            return Interaction.refused(visit, stage.asked(), refusal);
          }
        });
  }

  /** Everybody is logged out, and has allowed nothing. */
  public void reset() {
    browsers.reset();
    consents.reset();
    tickets.reset();
  }
}
