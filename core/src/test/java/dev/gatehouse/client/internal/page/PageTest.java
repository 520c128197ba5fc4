package dev.gatehouse.client.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final URI AT = URI.create("https://login.example/a/page?x=1");

  private static Page page(String html) throws IOException {
    return Page.read(AT, html.getBytes(StandardCharsets.UTF_8), "utf-8");
  }

  private static String loggedIn(String form) throws IOException {
    return page("<form method=post action=go>" + form + "</form>").logIn("ada", "p&w").data();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<input name=u><input type=password name=p> | u=ada&p=p%26w",
        "<input type=email name=u><input type=password name=p> | u=ada&p=p%26w",
        "<input name=realm><input name=u><input type=password name=p> | realm=&u=ada&p=p%26w",
        "<input type=password name=p><input name=u autocomplete='section-a username'> | p=p%26w&u=ada",
        "<input name=u value=ada readonly><input type=password name=p> | u=ada&p=p%26w",
        "<input name=u value=eve readonly><input type=password name=p> | u=eve&p=p%26w",
        "<input name=u value=eve><input type=password name=p> | u=ada&p=p%26w",
        "<input type=password name=p> | p=p%26w",
        "<input type=password name=p><input name=after> | p=p%26w&after=",
        "<input type=PASSWORD name=p><input type=Submit name=go value=In> | p=p%26w&go=In",
        "<input type=password name=p><button name=a>Cancel</button><button name=b value=1>In</button> | p=p%26w&b=1",
        "<input type=password name=p><button type=button name=a>Show</button><button type=reset name=b>No</button> | p=p%26w",
        "<input type=password name=p><input type=checkbox name=c checked><input type=checkbox name=d> | p=p%26w&c=on",
        "<input type=password name=p><input type=radio name=r value=1><input type=radio name=r value=2 checked> | p=p%26w&r=2",
        "<input type=password name=p><select name=s><option>A<option value=b selected>B</select> | p=p%26w&s=b",
        "<input type=password name=p><select name=s><option disabled>A<option>B</select> | p=p%26w&s=B",
        "<input type=password name=p><select name=s multiple><option>A</select> | p=p%26w",
        "<input type=password name=p><textarea name=t>a b</textarea> | p=p%26w&t=a+b",
        "<input type=password name=p><input name=d value=1 disabled><input value=nameless> | p=p%26w",
        "<fieldset disabled><input name=d value=1></fieldset><input type=password name=p> | p=p%26w",
        "<input type=password name=p><input type=file name=f><input type=image name=i><input type=reset name=r> | p=p%26w",
        "<input type=hidden name=h value='&lt;&#228;&gt;'><input type=password name=p> | h=%3C%C3%A4%3E&p=p%26w",
      })
  void fillsInALoginFormAsABrowserWould(String form, String data) throws IOException {
    assertThat(loggedIn(form)).isEqualTo(data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action=go | https://login.example/a/go",
        "action=/go?y=2 | https://login.example/go?y=2",
        "action=//other.example/ | https://other.example/",
        "action='' | https://login.example/a/page?x=1",
        "class=none | https://login.example/a/page?x=1",
        "action='  ' | https://login.example/a/page?x=1",
        "action=go#part | https://login.example/a/go",
      })
  void findsWhereAFormLeads(String action, String target) throws IOException {
    Submission submission =
        page("<form method=post " + action + "><input type=password name=p>").logIn("a", "b");
    assertThat(submission.target()).isEqualTo(URI.create(target));
    assertThat(submission.toString()).startsWith("POST https://").doesNotContain("p=b");
  }

  @Test
  void aFormThatIsFetchedHasItsDataInTheQuery() throws IOException {
    Submission submission =
        page("<form action='go?lost=1'><input type=hidden name=a value=b><button>OK</button></form>")
            .agree()
            .orElseThrow();
    assertThat(submission.post()).isFalse();
    assertThat(submission.target()).isEqualTo(URI.create("https://login.example/a/go?a=b"));
    assertThat(submission.data()).isEmpty();
  }

  private static final String DENY = "<button name=d value=0>Deny</button>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Allow",
        "ALLOW ACCESS",
        "Approve",
        "I agree",
        "Accept all",
        "Yes",
        "Continue",
        "Grant",
        "Authorise",
        "OK",
        "Consent",
        "Confirm",
      })
  void pressesTheButtonThatAgrees(String label) throws IOException {
    assertThat(
            page("<form>" + DENY + "<button name=d value=1>" + label + "</button></form>").agree())
        .hasValueSatisfying(s -> assertThat(s.target().getQuery()).isEqualTo("d=1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<button name=d value=allow>Erlauben</button>",
        "<button name=allow value=1>Erlauben</button>",
        "<button id=allow name=d value=1>Erlauben</button>",
        "<input type=submit name=d value='Allow'>",
      })
  void knowsItByItsValueNameOrIdInOtherLanguages(String button) throws IOException {
    assertThat(page("<form>" + DENY + button + "</form>").agree())
        .hasValueSatisfying(s -> assertThat(s.target().getQuery()).isNotEqualTo("d=0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<form><button>Deny</button></form>",
        "<form><button>Don\u2019t allow</button></form>",
        "<form><button>Do not allow</button></form>",
        "<form><button>Disagree</button></form>",
        "<form><button value=cancel>OK</button></form>",
        "<form><button>Weiter</button><button>Abbrechen</button></form>",
        "<form><button>Weiter</button></form><form><button>Hilfe</button></form>",
        "<form><input name=code><button>Continue</button></form>",
        "<form><input type=password name=p><button>Continue</button></form>",
        "<form><button disabled>Allow</button></form>",
        "<form><button type=button>Allow</button></form>",
        "<form></form>",
        "<button>Allow</button>",
        "Allow",
        "",
      })
  void agreesToNothingThatIsNotClear(String html) throws IOException {
    assertThat(page(html).agree()).isEmpty();
  }

  @Test
  void aPageWithOneFormAndOneButtonLeavesNoChoice() throws IOException {
    assertThat(
            page("<form><input type=hidden name=a value=b><button>Weiter</button></form>").agree())
        .isPresent();
  }

  @Test
  void aSearchFormBesideTheConsentDoesNotDisturb() throws IOException {
    assertThat(
            page("<form action=search><input name=q><button>OK</button></form>"
                    + "<form action=consent><button>Allow</button></form>")
                .agree())
        .hasValueSatisfying(s -> assertThat(s.target().getPath()).isEqualTo("/a/consent"));
  }

  @Test
  void aButtonMayLeadElsewhereAndSendOtherwise() throws IOException {
    Submission submission =
        page("<form action=deny><button formaction=allow formmethod=post name=a value=1>Allow"
                + "</button></form>")
            .agree()
            .orElseThrow();
    assertThat(submission.target().getPath()).isEqualTo("/a/allow");
    assertThat(submission.post()).isTrue();
    assertThat(submission.data()).isEqualTo("a=1");
  }

  @Test
  void tellsAlertHeadingOrTitle() throws IOException {
    String all = "<title>t</title><h1>h</h1><p role=alert>a <b>b</b><p role=alert>c";
    assertThat(page(all).tells()).contains("a b c");
    assertThat(page("<title>t</title><h1>h</h1><p role=alert> ").tells()).contains("h");
    assertThat(page("<title>t</title>").tells()).contains("t");
    assertThat(page("<p>x").tells()).isEmpty();
    assertThat(page("<h1>h</h1>").alert()).isEmpty();
  }

  @Test
  void namesButtonsAndQuestions() throws IOException {
    Page page = page("<form><input name=otp><button>Verify</button><input type=submit value=Go>");
    assertThat(page.buttons()).containsExactly("Verify", "Go");
    assertThat(page.questions()).containsExactly("otp");
  }

  @Test
  void readsThePagesOwnEncoding() throws IOException {
    byte[] latin = "<meta charset=iso-8859-1><h1>\u00e4</h1>".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Page.read(AT, latin, null).tells()).contains("\u00e4");
  }

  @Test
  void keepsControlsThatATableTookOutOfTheirForm() throws IOException {
    assertThat(
            page("<table><form method=post action=go><tr><td><input name=u><td>"
                    + "<input type=password name=p><td><button name=b>In</button></table>")
                .logIn("ada", "x")
                .data())
        .isEqualTo("u=ada&p=x&b=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<input>", "<form></form>", "<form><button></button></form>"})
  void refusesAPageOfNothingButForms(String tag) {
    assertThatThrownBy(() -> page(tag.repeat(1001)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 1000");
  }

  @Test
  void thereIsNoLoginWithoutALoginForm() {
    assertThatThrownBy(() -> page("<form></form>").logIn("a", "b")).isInstanceOf(IOException.class);
  }
}
