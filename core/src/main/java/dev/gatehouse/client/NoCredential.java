package dev.gatehouse.client;

/** Sends no credential. */
record NoCredential() implements Authenticator {
  @Override
  public Outgoing authenticate(Outgoing request) {
    return request;
  }
}
