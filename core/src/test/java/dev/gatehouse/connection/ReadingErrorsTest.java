package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a text can be wrong: the message says which field, where, and what would be right. */
class ReadingErrorsTest {
  private static InvalidConnectionException refused(String text) {
    return catchThrowableOfType(InvalidConnectionException.class, () -> Connections.readAll(text));
  }

  private static InvalidConnectionException refusedAuth(String auth) {
    return refused("name: n\nbaseUri: https://api.example.com\nauth: {" + auth + "}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: basic, username: a | auth.password | missing; it is required",
        "type: basic, username: a, password: | auth.password | missing; it is required",
        "username: a, password: p | auth.type | missing; it is required",
        "type: basic, username: a, passwrod: p | auth | unknown field 'passwrod'; did you mean 'password'? (known: type, username, password)",
        "type: oauth2-client-credentials, client_id: c | auth | unknown field 'client_id'; did you mean 'clientId'? (known: type, tokenUri, clientId, clientSecret, credentialPlacement, scopes)",
        "type: none, zebra: p | auth | unknown field 'zebra' (known: type)",
        "type: basic, username: [a], password: p | auth.username | has to be text in quotes, and is a list",
        "type: basic, username: {a: b}, password: p | auth.username | has to be text in quotes, and is an object",
        "type: bassic | auth.type | 'bassic' is not known; did you mean 'basic'? (known: none, basic, header, query-params, custom, ntlm, oauth2-authorization-code, oauth2-client-credentials, aws-access-key, aws-iam-role, azure-authorization-code, azure-client-credentials)",
        "type: header, headers: X-Api-Key | auth.headers | has to be a list, and is text",
        "type: header, headers: [X-Api-Key] | auth.headers[0] | has to be an object with named fields, and is text",
        "type: header, headers: [{name: X-Api-Key}] | auth.headers[0].value | missing; it is required",
        "type: header | auth.headers | empty; at least one is needed, with a name and a value",
        "type: query-params, parameters: [] | auth.parameters | empty; at least one is needed, with a name and a value",
        "type: query-params, parameters: [{name: '', value: v}] | auth.parameters[0].name | empty; it is required",
        "type: custom | auth | custom needs at least one of username, password, headers and parameters; to log in with nothing, use type none",
        "type: ntlm, username: a, password: p, timeout: '5' | auth.timeout | has to be a whole number, without quotes, and is text",
        "type: ntlm, username: a, password: p, timeout: 1.5 | auth.timeout | has to be a whole number, without quotes, and is a number",
        "type: ntlm, username: a, password: p, timeout: 0 | auth.timeout | is 0; it has to be 1 or more",
        "type: ntlm, username: a, password: p, timeout: 3000000000 | auth.timeout | out of range; from -2147483648 to 2147483647",
        "type: ntlm, username: a, password: p, trustAll: 'yes' | auth.trustAll | has to be true or false, without quotes, and is text",
        "type: azure-client-credentials, clientId: c, clientSecret: s, endpointVersion: 3.0 | auth.endpointVersion | '3.0' is not known; did you mean '1.0'? (known: 1.0, 2.0)",
        "type: oauth2-client-credentials, tokenUri: /token, clientId: c, clientSecret: s | auth.tokenUri | not absolute; it has to start with a scheme, such as https://",
        "type: oauth2-client-credentials, tokenUri: https://h/t, clientId: c, clientSecret: s, credentialPlacement: query | auth.credentialPlacement | 'query' is not known (known: header, body)",
        "type: oauth2-client-credentials, tokenUri: https://h/t, clientId: c, clientSecret: s, scopes: [a b] | auth.scopes[0] | holds a space; give each scope as an item of its own",
      })
  void namesTheFieldAndWhatWouldBeRight(String auth, String field, String problem) {
    InvalidConnectionException refused = refusedAuth(auth);

    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused).hasMessageStartingWith("line 3, column ").hasMessageContaining(field);
  }

  @Test
  void namesLineAndColumnOfTheWrongField() {
    InvalidConnectionException refused =
        refused(
            """
            - name: first
              baseUri: https://api.example.com
              auth: {type: none}
            - name: second
              baseUri: https://api.example.com
              auth:
                type: header
                headers:
                  - name: X-Ok
                    value: v
                  - name: Not a token
                    value: v
            """);

    assertThat(refused)
        .hasMessageStartingWith("line 11, column 15: [1].auth.headers[1].name: not a header name");
    assertThat(refused.field()).isEqualTo("[1].auth.headers[1].name");
  }

  @Test
  void namesLineAndColumnInJsonToo() {
    assertThat(
            refused(
                """
                {
                  "name": "n",
                  "baseUri": "https://api.example.com?x=1",
                  "auth": {"type": "none"}
                }
                """))
        .hasMessage(
            "line 3, column 14: baseUri: has a query, which a base URI cannot have;"
                + " remove it from '?' on");
  }

  @Test
  void pointsAtTheObjectThatMissesAField() {
    assertThat(refused("name: n\nauth: {type: none}\n"))
        .hasMessage("line 1, column 1: baseUri: missing; it is required");
  }

  @Test
  void takesNoNumberForTextInJson() {
    assertThat(refused("{\"name\": 5}"))
        .hasMessage("line 1, column 10: name: has to be text in quotes, and is a number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: one\nname: two\n",
        "{\"name\": \"one\",\n\"name\": \"two\"}",
        "{\"name\": \"one\",\n\"n\\u0061me\": \"two\"}"
      })
  void refusesAFieldGivenTwice(String text) {
    assertThat(refused(text)).hasMessageContaining("'name' is given twice; the first is on line 1");
    assertThat(refused(text)).hasMessageStartingWith("line 2, column 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n", "# only a comment\n"})
  void refusesAnEmptyText(String text) {
    assertThat(refused(text)).hasMessage("there is nothing in it");
  }

  @Test
  void refusesASecondDocument() {
    assertThat(refused("name: n\n---\nname: m\n")).hasMessageContaining("a second document");
    assertThat(refused("{} {}")).hasMessageContaining("a second document");
  }

  @Test
  void refusesAnAlias() {
    assertThat(refused("name: &a n\nproject: *a\n")).hasMessageContaining("alias");
  }

  @ParameterizedTest
  @ValueSource(strings = {"just text", "- - a", "[[]]", "5"})
  void refusesWhatIsNoConnection(String text) {
    assertThat(refused(text)).hasMessageContaining("has to be an object with named fields");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"n\", \"password\": hunter2}",
        "{\"name\": \"n\", \"password\": \"hunter2",
        "{\"name\": \"n\" \"password\": \"hunter2\"}",
        "{\"name\": \"n\", \"password\": \"hunter2\n\"}",
        "{\"name\": \"n\", \"password\": hunter2",
        "name: n\npassword: hunter2: no\n",
        "name: n\npassword: \"hunter2\n",
        "name: n\npassword: @hunter2\n",
        "name: n\n  password: hunter2\n",
        "name: n\npassword: *hunter2\n",
        "name: n\npassword: !!hunter2:x y\n",
        "name: n\npassword: {hunter2\n",
        "name: n\n\thunter2: hunter2\n",
        "name: n\npassword: hunter2\u0001\n",
        "password: !!binary hunter2\n",
        "name: n\npassword: %hunter2\n",
      })
  void quotesNothingOfAMalformedText(String text) {
    InvalidConnectionException refused = refused(text);

    StringWriter everything = new StringWriter();
    refused.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString()).doesNotContain("hunter2");
    assertThat(refused.getMessage()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: hunter-2-hunter-2 | is not known",
        "type: basic, username: 'hunter2:x', password: hunter2 | colon",
        "type: basic, username: a, password: \"hunter2\\nx\" | a line break at character 8",
        "type: header, headers: [{name: X, value: \"hunter2\\r\\nY: z\"}] | a carriage return",
        "type: header, headers: [{name: X, value: 'hunter2 '}] | starts or ends with a space",
        "type: oauth2-client-credentials, tokenUri: 'https://u:hunter2@h/', clientId: c, clientSecret: s | user name",
        "type: oauth2-client-credentials, tokenUri: 'https://h/ hunter2', clientId: c, clientSecret: s | not a URI: illegal character in path at character 11",
        "type: oauth2-client-credentials, tokenUri: 'https://h/#hunter2', clientId: c, clientSecret: s | fragment",
      })
  void quotesNoValue(String auth, String problem) {
    assertThat(refusedAuth(auth))
        .hasMessageContaining(problem)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void namesTheFileThatIsNotThere(@TempDir Path directory) {
    Path file = directory.resolve("none.yaml");

    assertThat(catchThrowableOfType(InvalidConnectionException.class, () -> Connections.read(file)))
        .hasMessage(file + ": cannot be read: there is no such file");
  }

  @Test
  void namesTheDirectoryThatIsNoFile(@TempDir Path directory) {
    assertThat(
            catchThrowableOfType(
                InvalidConnectionException.class, () -> Connections.read(directory)))
        .hasMessage(directory + ": cannot be read: it is a directory");
  }

  @Test
  void namesTheFileThatIsNotUtf8(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("latin.yaml"), new byte[] {'n', (byte) 0xe4});

    assertThat(catchThrowableOfType(InvalidConnectionException.class, () -> Connections.read(file)))
        .hasMessage(file + ": cannot be read: it is not text in UTF-8");
  }

  @Test
  void namesFileLineAndColumn(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), "name: n\nbase: http://h\n");

    assertThat(catchThrowableOfType(InvalidConnectionException.class, () -> Connections.read(file)))
        .hasMessage(
            file
                + ", line 2, column 1: unknown field 'base' (known: name, project, baseUri, auth,"
                + " tls, caseSensitiveHeaders)");
  }

  @Test
  void refusesSeveralWhereOneIsNeeded(@TempDir Path directory) throws IOException {
    String one = "{name: n, baseUri: http://h, auth: {type: none}}";
    Path file = Files.writeString(directory.resolve("c.yaml"), "- " + one + "\n- " + one + "\n");

    assertThat(catchThrowableOfType(InvalidConnectionException.class, () -> Connections.read(file)))
        .hasMessage(file + ": holds 2 connections; one is needed here");
    assertThat(catchThrowableOfType(InvalidConnectionException.class, () -> Connections.read("[]")))
        .hasMessage("holds 0 connections; one is needed here");
  }

  @Test
  void refusesATextNestedTooDeeply() {
    assertThat(refused("[".repeat(100_000))).hasMessageContaining("not valid JSON here");
    assertThat(refused("a: " + "[".repeat(100_000))).hasMessageContaining("not valid YAML here");
  }

  @Test
  void showsNoControlCharacterOfAName() {
    assertThat(refused("{\"\\u001b[31mname\": 1}"))
        .hasMessageContaining("unknown field '?[31mname'");
  }
}
