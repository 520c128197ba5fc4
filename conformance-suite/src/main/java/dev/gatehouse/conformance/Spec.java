package dev.gatehouse.conformance;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule is written down.
 *
 * @param text for people, for example {@code RFC 7617, section 2}
 * @param url of the very section; null when there is no document
 * @since 0.1
 */
public record Spec(String text, @Nullable URI url) {

  /**
   * A section of an RFC.
   *
   * @param number of the RFC
   * @param section such as {@code 2.3.1}, or the letter of an appendix
   */
  public static Spec rfc(int number, String section) {
    boolean appendix = Character.isLetter(section.charAt(0));
    return new Spec(
        "RFC " + number + (appendix ? ", appendix " : ", section ") + section,
        URI.create(
            "https://www.rfc-editor.org/rfc/rfc"
                + number
                + ".html#"
                + (appendix ? "appendix-" : "section-")
                + section));
  }

  /** An entry of the Common Weakness Enumeration. */
  public static Spec cwe(int number) {
    return new Spec(
        "CWE-" + number, URI.create("https://cwe.mitre.org/data/definitions/" + number + ".html"));
  }

  /**
   * A page of the AWS documentation.
   *
   * @param title of the page
   * @param url of the page
   */
  public static Spec aws(String title, String url) {
    return new Spec("AWS documentation: " + title, URI.create(url));
  }

  /**
   * A section of MS-NLMP, the specification of NTLM.
   *
   * @param section such as {@code 3.1.5.1.2}
   * @param page the name of its page at {@code learn.microsoft.com}
   */
  public static Spec nlmp(String section, String page) {
    return new Spec(
        "MS-NLMP, section " + section,
        URI.create(
            "https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/" + page));
  }

  /** No document says so; a client that does otherwise can be attacked or hangs. */
  public static Spec hardening() {
    return new Spec("Hardening", null);
  }

  /** Where to read it. */
  public Optional<URI> link() {
    return Optional.ofNullable(url);
  }
}
