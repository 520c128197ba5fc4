package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.login.Stage.Choosing;
import dev.gatehouse.mock.oauth2.internal.login.Stage.Consenting;
import dev.gatehouse.mock.oauth2.internal.login.Stage.LoggingIn;
import dev.gatehouse.mock.oauth2.internal.session.Browsers;
import dev.gatehouse.mock.oauth2.internal.session.Consents;
import dev.gatehouse.mock.oauth2.internal.session.FormEndpoint;
import dev.gatehouse.mock.oauth2.internal.session.FormTickets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people of one issuer: who can log in, who is logged in, and what they have allowed. */
public final class People {
  private final Users users;
  private final Strengths strengths;
  private final Automatic automatic;
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
    this.strengths = strengths;
    automatic = new Automatic(users, automaticUser);
    browsers = new Browsers(issuers, clock);
    tickets = new FormTickets<>(clock);
    forms = new Forms(tickets, listUsers ? users.usernames() : Set.of());
    interaction = new Interaction(browsers, consents, strengths, automatic, forms, clock);
  }

  public Users users() {
    return users;
  }

  /** How strongly they can log in. */
  public Strengths strengths() {
    return strengths;
  }

  /** Who logs in without a page, if anybody does. */
  public Optional<User> automaticUser() {
    return automatic.usual();
  }

  public Browsers browsers() {
    return browsers;
  }

  public Interaction interaction() {
    return interaction;
  }

  /** Where the form of the log-in page goes. */
  public Endpoint loginForm() {
    return form(LoggingIn.class, new LoginForm(users, interaction, forms));
  }

  /** Where the form goes that asks which account is meant. */
  public Endpoint accountForm() {
    return form(Choosing.class, new AccountForm(interaction, forms));
  }

  /** Where the form goes that asks what a client may have. */
  public Endpoint consentForm() {
    return form(Consenting.class, new ConsentForm(consents, forms));
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
