package dev.gatehouse.client;

/** A second message of NTLM that is none; the message says what is wrong with it. */
final class InvalidChallengeException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidChallengeException(String problem) {
    super(problem);
  }
}
