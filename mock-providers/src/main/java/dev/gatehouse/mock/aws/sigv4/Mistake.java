package dev.gatehouse.mock.aws.sigv4;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A way clients get it wrong.
 *
 * @param about which part of the signature; a client makes one mistake in each
 * @param words what they do, and what is right
 * @param made what they sign, in every variant, when all else is as given
 */
record Mistake(About about, String words, Function<Attempt, Stream<Attempt>> made) {

  /** The parts of a signature. */
  enum About {
    TARGET,
    HEADERS,
    PAYLOAD,
    KEY
  }

  /**
   * What a client signs, and how it derives the key.
   *
   * @param start what the derivation starts from: {@code AWS4} and the secret
   * @param keyScope what for
   */
  record Attempt(SigningInput input, String start, CredentialScope keyScope) {
    Attempt with(SigningInput other) {
      return new Attempt(other, start, keyScope);
    }

    Attempt withStart(String other) {
      return new Attempt(input, other, keyScope);
    }

    Attempt withKeyScope(CredentialScope other) {
      return new Attempt(input, start, other);
    }
  }

  /** A mistake in what is signed. */
  @SafeVarargs
  static Mistake signing(About about, String words, UnaryOperator<SigningInput>... variants) {
    return new Mistake(
        about,
        words,
        attempt -> {
          Stream.Builder<Attempt> made = Stream.builder();
          for (UnaryOperator<SigningInput> variant : variants) {
            made.add(attempt.with(variant.apply(attempt.input())));
          }
          return made.build();
        });
  }

  /** A mistake in the key. */
  @SafeVarargs
  static Mistake deriving(String words, UnaryOperator<Attempt>... variants) {
    return new Mistake(
        About.KEY,
        words,
        attempt -> {
          Stream.Builder<Attempt> made = Stream.builder();
          for (UnaryOperator<Attempt> variant : variants) {
            made.add(variant.apply(attempt));
          }
          return made.build();
        });
  }
}
