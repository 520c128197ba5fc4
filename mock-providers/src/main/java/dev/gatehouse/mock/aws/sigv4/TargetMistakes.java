package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.Mistake.About.TARGET;
import static dev.gatehouse.mock.aws.sigv4.Mistake.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What clients get wrong in the method, the path and the query. */
final class TargetMistakes {
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  /** Enough of any request; what is longer is left alone. */
  private static final int MOST = 32;

  private TargetMistakes() {}

  static List<Mistake> of(Suspect suspect) {
    List<Mistake> all = new ArrayList<>();
    query(suspect, all);
    path(suspect, all);
    all.add(
        signing(
            TARGET,
            "the method is signed in lower case; as it is sent is right",
            in -> in.withMethod(in.method().toLowerCase(Locale.ROOT))));
    all.add(
        signing(
            TARGET,
            "another method is signed than sent; was it changed on the way, by a redirect or a"
                + " HEAD in place of a GET?",
            in -> in.withMethod("GET"),
            in -> in.withMethod("POST"),
            in -> in.withMethod("PUT"),
            in -> in.withMethod("HEAD")));
    return all;
  }

  private static void query(Suspect suspect, List<Mistake> all) {
    QueryParameters signed = suspect.signedQuery();
    String raw = suspect.request().query() == null ? "" : suspect.request().query();
    all.add(
        signing(
            TARGET,
            "query parameters are not sorted; sort them by name, then by value, once encoded",
            in -> in.withQuery(signed.unsorted())));
    all.add(
        signing(
            TARGET,
            "query parameters are sorted by name only; those of one name have to be sorted by"
                + " value as well",
            in -> in.withQuery(signed.sortedByNameOnly())));
    all.add(
        signing(
            TARGET,
            "the query is not signed; it is the third line of the canonical request",
            in -> in.withQuery("")));
    all.add(
        signing(
            TARGET,
            "a parameter without a value is signed without its '='; 'name=' is right",
            in -> in.withQuery(in.query().replaceAll("=(&|$)", "$1"))));
    all.add(
        signing(
            TARGET,
            "a space in the query is signed as '+'; '%20' is right",
            in -> in.withQuery(in.query().replace("%20", "+"))));
    all.add(
        signing(
            TARGET,
            "a '+' in the query is signed as a space; it is a plus, signed as '%2B': send '%20'"
                + " for a space",
            in -> in.withQuery(in.query().replace("%2B", "%20"))));
    all.add(
        signing(
            TARGET,
            "the query is encoded twice; once is right",
            in -> in.withQuery(in.query().replace("%", "%25"))));
    all.add(
        signing(
            TARGET,
            "the escapes of the query are signed in lower case, as '%2f'; '%2F' is right",
            in -> in.withQuery(lowerCaseEscapes(in.query()))));
    all.add(
        signing(
            TARGET,
            "! ' ( ) and * in the query are signed as they are, as JavaScript's"
                + " encodeURIComponent leaves them; they have to be encoded",
            in -> in.withQuery(asJavaScript(in.query()))));
    all.add(
        signing(
            TARGET,
            "the query is encoded as an HTML form's, as Java's URLEncoder does: '%20' for a space,"
                + " '%2A' for '*' and '~' as it is are right",
            in ->
                in.withQuery(
                    in.query().replace("%20", "+").replace("%2A", "*").replace("~", "%7E"))));
    all.add(
        signing(
            TARGET,
            "the query is not encoded; every byte but letters, digits and - . _ ~ has to be",
            in -> in.withQuery(PercentEncoding.decode(in.query()))));
    all.add(
        signing(
            TARGET,
            "the query is signed as it stands in the URI; it has to be decoded, encoded anew and"
                + " sorted, with a '=' in every parameter",
            in -> in.withQuery(raw)));
    signed.all().stream()
        .map(QueryParameters.Parameter::encodedName)
        .distinct()
        .limit(MOST)
        .forEach(
            name ->
                all.add(
                    signing(
                        TARGET,
                        "the query parameter '"
                            + ReadHeaderClaim.shortened(name)
                            + "' is not signed; was it added after signing?",
                        in -> in.withQuery(signed.without(name).canonical()))));
  }

  private static void path(Suspect suspect, List<Mistake> all) {
    String raw = suspect.request().path();
    if (suspect.settings().style() == ServiceStyle.S3) {
      all.add(
          signing(
              TARGET,
              "the path is normalised or encoded twice; Amazon S3 wants it encoded once, with"
                  + " every slash and dot as it is",
              in -> in.withPath(CanonicalPath.NORMALIZED.of(raw)),
              in -> in.withPath(CanonicalPath.UNNORMALIZED.of(raw))));
    } else {
      all.add(
          signing(
              TARGET,
              "the path is not normalised; '.', '..' and doubled slashes have to be resolved",
              in -> in.withPath(CanonicalPath.UNNORMALIZED.of(raw))));
      all.add(
          signing(
              TARGET,
              "the path is encoded once; every service but Amazon S3 wants it encoded twice",
              in -> in.withPath(decodedOnce(in.path()))));
    }
    all.add(
        signing(
            TARGET,
            "! ' ( ) and * in the path are signed as they are, as JavaScript's"
                + " encodeURIComponent leaves them; they have to be encoded",
            in -> in.withPath(asJavaScript(in.path()))));
    all.add(
        signing(
            TARGET,
            "the path is not encoded; every byte but letters, digits and - . _ ~ / has to be",
            in -> in.withPath(PercentEncoding.decode(raw))));
    all.add(
        signing(
            TARGET,
            suspect.settings().style() == ServiceStyle.S3
                ? "the path is signed as it is sent; each segment has to be decoded and encoded anew"
                : "the path is signed as it is sent; it has to be normalised, and encoded once more",
            in -> in.withPath(CanonicalPath.OBJECT_KEY.of(raw)),
            in -> in.withPath(raw)));
    all.add(
        signing(
            TARGET,
            "the path is not signed; '/' or nothing stands in its place",
            in -> in.withPath("/"),
            in -> in.withPath("")));
    all.add(
        signing(
            TARGET,
            "a slash at the end of the path is signed but not sent, or the other way round",
            in -> in.withPath(in.path() + "/"),
            in ->
                in.path().endsWith("/") && in.path().length() > 1
                    ? in.withPath(in.path().substring(0, in.path().length() - 1))
                    : in));
    all.add(
        new Mistake(
            TARGET,
            "only the end of the path is signed; was the rest put before it after signing, as a"
                + " base path is?",
            attempt ->
                IntStream.rangeClosed(1, MOST)
                    .mapToObj(segments -> withoutSegments(attempt.input().path(), segments))
                    .map(path -> attempt.with(attempt.input().withPath(path)))));
  }

  /** What is left for a client that does not know of a base path. */
  private static String withoutSegments(String path, int segments) {
    int at = 0;
    for (int i = 0; i < segments; i++) {
      int next = path.indexOf('/', at + 1);
      if (next < 0) {
        return path;
      }
      at = next;
    }
    return path.substring(at);
  }

  private static String decodedOnce(String path) {
    return path.replace("%25", "%");
  }

  private static String asJavaScript(String encoded) {
    return encoded
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%2A", "*");
  }

  private static String lowerCaseEscapes(String encoded) {
    return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }
}
